using System.Globalization;

namespace AgentNotebook.Cells.Errors;

/// <summary>The file name under which a cell's source is known to the debugger, and so to stack frames: it tells which execution of which engine it was.</summary>
internal static class CellPath
{
    /// <summary>What messages of the compiler call a cell.</summary>
    public const string Cell = "cell.csx";

    private const string FilePrefix = "agentnb-import-";
    private const string Prefix = "agentnb-cell-";
    private const string Suffix = ".csx";

    public static string Of(int executionCount) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{executionCount}{Suffix}");

    /// <summary>The same for a file that an execution imports.</summary>
    /// <param name="executionCount">The execution.</param>
    /// <param name="number">The number of the import in it, which makes the path its own.</param>
    /// <param name="name">What messages call the file.</param>
    public static string OfFile(int executionCount, int number, string name) => string.Create(CultureInfo.InvariantCulture, $"{FilePrefix}{executionCount}-{number}:{name}");

    /// <summary>Reads the name of an imported file back.</summary>
    public static bool TryParseFile(string? path, out string name)
    {
        var colon = path?.StartsWith(FilePrefix, StringComparison.Ordinal) == true ? path.IndexOf(':') : -1;
        name = colon < 0 ? "" : path![(colon + 1)..];
        return colon >= 0;
    }

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
