using System.Globalization;

namespace AgentNotebook.Cells.Errors;

/// <summary>The file name under which a cell's source is known to the debugger, and so to stack frames: it tells which execution of which engine it was.</summary>
internal static class CellPath
{
    private const string Prefix = "agentnb-cell-";
    private const string Suffix = ".csx";

    public static string Of(int executionCount) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{executionCount}{Suffix}");

    /// <summary>Reads the execution count back.</summary>
    public static bool TryParse(string? path, out int executionCount)
    {
        executionCount = 0;
        return path is not null
            && path.StartsWith(Prefix, StringComparison.Ordinal)
            && path.EndsWith(Suffix, StringComparison.Ordinal)
            && int.TryParse(path[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out executionCount);
    }
}
