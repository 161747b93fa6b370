using System.Globalization;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>The program whose way from source to answer is timed: 20 lines as an agent writes them. A number in it makes each one new to every cache.</summary>
/// <param name="Number">The number; its multiples come back.</param>
internal sealed record Snippet(int Number)
{
    private const string Usings = "using System.Globalization;";

    private const string Types = "record Sale(string Region, string Product, int Units, decimal Price);";

    private const string Answer = """regions.ToDictionary(region => region.Name, region => string.Create(CultureInfo.InvariantCulture, $"{region.Units} units, {region.Revenue:0.00}, most {region.Most}"))""";

    private static int _last = 1_000;

    private string Statements => $$""""
        var csv = """
            region,product,units,price
            north,bolt,120,0.35
            north,nut,80,0.20
            south,bolt,45,0.40
            south,gear,7,12.50
            west,nut,300,0.18
            west,gear,3,11.90
            """;
        var sales = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Trim().Split(','))
            .Select(cells => new Sale(cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture) * {{Number}}, decimal.Parse(cells[3], CultureInfo.InvariantCulture)))
            .ToList();
        var regions = sales.GroupBy(sale => sale.Region)
            .Select(group => (Name: group.Key, Units: group.Sum(sale => sale.Units), Revenue: group.Sum(sale => sale.Units * sale.Price), Most: group.MaxBy(sale => sale.Units)!.Product))
            .OrderByDescending(region => region.Revenue);
        """";

    /// <summary>One with a number that no other has.</summary>
    public static Snippet Next() => new(Interlocked.Increment(ref _last));

    /// <summary>As a guest: its last expression is its result.</summary>
    public string Guest => string.Join('\n', Usings, Types, Statements, Answer);

    /// <summary>As a file for <c>dotnet run</c>: it prints its result as JSON.</summary>
    public string File => string.Join('\n', "#:property PublishAot=false", Usings, Statements, $"Console.WriteLine(System.Text.Json.JsonSerializer.Serialize({Answer}));", Types);

    /// <summary>The only right result.</summary>
    public string Json => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"south":"{{52 * Number}} units, {{105.50m * Number:0.00}}, most bolt","west":"{{303 * Number}} units, {{89.70m * Number:0.00}}, most nut","north":"{{200 * Number}} units, {{58.00m * Number:0.00}}, most bolt"}""");
}
