// attack: Changes the worker's own settings for results, so that their depth has no bound.
// group: lies
// at none: stopped: the parent bounds the depth itself
// expect: Refused, Failed

var worker = Assembly.GetEntryAssembly().GetTypes().Single(type => type.Name == "ResultJson");
var options = (JsonSerializerOptions)worker.GetField("_options", BindingFlags.Static | BindingFlags.NonPublic).GetValue(null);
typeof(JsonSerializerOptions).GetField("_maxDepth", BindingFlags.Instance | BindingFlags.NonPublic)?.SetValue(options, 100_000);
object Nest(int depth) => depth == 0 ? 1 : new object[] { Nest(depth - 1) };
Nest(500)
