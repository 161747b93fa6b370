using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Grids;

/// <summary>The files that tell of a whole grid.</summary>
internal static class GridSummary
{
    /// <summary>The file name of the table as CSV.</summary>
    public const string Csv = "summary.csv";

    /// <summary>The file name of the table as HTML.</summary>
    public const string Html = "summary.html";

    /// <summary>Writes both; what was there is replaced.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="notebook">The notebook's name.</param>
    /// <param name="results">What the members came to, in their order.</param>
    /// <exception cref="Execution.Exchange.ExchangeFileException">One cannot be written.</exception>
    public static void Write(string folder, string notebook, IReadOnlyList<MemberResult> results)
    {
        var table = GridTable.Of(results);
        WholeFile.Write(Path.Combine(folder, Csv), GridCsv.Write(table), overwrite: true);
        WholeFile.Write(Path.Combine(folder, Html), GridPage.Write(notebook, table), overwrite: true);
    }
}
