using System.Globalization;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>The program whose way from source to answer is timed: 20 lines as an agent writes them. A number in it makes each one new to every cache.</summary>
/// <param name="Number">The number; its multiples come back.</param>
internal sealed record Snippet(int Number)
{
    private static int _last = 1_000;

    private string Statements => $$""""
        var csv = "north,bolt,120\nnorth,nut,80\nsouth,bolt,45\nsouth,gear,7\nwest,nut,300";
        var units = new Dictionary<string, int>();
        var highest = 0;
        var most = "";
        foreach (var line in csv.Split('\n'))
        {
            var cells = line.Split(',');
            var count = int.Parse(cells[2]) * {{Number}};
            units.TryGetValue(cells[0], out var before);
            units[cells[0]] = before + count;
            if (count > highest)
            {
                highest = count;
                most = $"{cells[1]} in {cells[0]}";
            }
        }
        var names = units.Keys.OrderBy(name => name).ToList();
        var report = names.Select(name => $"{name}: {units[name]} units").ToList();
        report.Add($"highest {highest}, {most}");
        """";

    /// <summary>One with a number that no other has.</summary>
    public static Snippet Next() => new(Interlocked.Increment(ref _last));

    /// <summary>As a guest: its last expression is its result.</summary>
    public string Guest => Statements + "\nreport";

    /// <summary>As a file for <c>dotnet run</c>: it prints its result as JSON.</summary>
    public string File => $"#:property PublishAot=false\n{Statements}\nConsole.WriteLine(System.Text.Json.JsonSerializer.Serialize(report));";

    /// <summary>The only right result.</summary>
    public string Json => string.Create(
        CultureInfo.InvariantCulture,
        $$"""["north: {{200 * Number}} units","south: {{52 * Number}} units","west: {{300 * Number}} units","highest {{300 * Number}}, nut in west"]""");
}
