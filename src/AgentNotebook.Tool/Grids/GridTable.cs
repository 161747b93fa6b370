using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentNotebook.Tool.Grids;

/// <summary>The results of a grid as a table: parameters, status, duration, named results, error.</summary>
/// <param name="Parameters">Titles of the columns of parameters.</param>
/// <param name="Scraps">Titles of the columns of named results.</param>
/// <param name="Rows">A row for each member.</param>
internal sealed record GridTable(IReadOnlyList<string> Parameters, IReadOnlyList<string> Scraps, IReadOnlyList<GridRow> Rows)
{
    /// <summary>Title of the column that says how a member ended.</summary>
    public const string Status = "status";

    /// <summary>Title of the column of durations.</summary>
    public const string Duration = "duration_s";

    /// <summary>Title of the column of errors.</summary>
    public const string Error = "error";

    /// <summary>Makes the table.</summary>
    /// <param name="results">What the members came to, all with the same parameters.</param>
    public static GridTable Of(IReadOnlyList<MemberResult> results)
    {
        var parameters = results[0].Member.Parameters.Select(value => value.Name).ToList();
        var names = results.SelectMany(result => result.Scraps.Select(scrap => scrap.Key)).Distinct().ToList();
        return new GridTable(
            parameters,
            // A result may have the name of a parameter; a column has one of its own.
            [.. names.Select(name => parameters.Contains(name) || name is Status or Duration or Error ? name + " (result)" : name)],
            [.. results.Select(result => new GridRow(
                result,
                [.. result.Member.Parameters.Select(value => value.Text)],
                result.Status == MemberStatus.NotRun ? "" : result.Elapsed.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
                [.. names.Select(name => Text(result.Scraps.FirstOrDefault(scrap => scrap.Key == name).Value))]))]);
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}
