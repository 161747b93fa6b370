namespace AgentNotebook.Tool.Bench.Repair;

/// <summary>One program of the repair corpus: what a user would give the agent, and what its author meant.</summary>
/// <param name="Kind">The kind of fault: the folder's name.</param>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Title">What the program does.</param>
/// <param name="Checks">The checks given to the agent.</param>
/// <param name="Broken">The code given to the agent.</param>
/// <param name="Fixed">The code the author meant. Its result is the truth by which a success is judged; the agent never sees it.</param>
internal sealed record RepairProgram(string Kind, string Name, string Title, IReadOnlyList<string> Checks, string Broken, string Fixed)
{
    private const string BrokenMark = "//--- broken";
    private const string FixedMark = "//--- fixed";

    /// <summary>A corpus that came with the tool, in a fixed order.</summary>
    /// <param name="corpus"><c>repair</c>, or <c>held-out</c> for the programs against which nobody developed.</param>
    public static IReadOnlyList<RepairProgram> LoadAll(string corpus)
    {
        var prefix = $"corpus/{corpus}/";
        var assembly = typeof(RepairProgram).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return Parse(name[prefix.Length..].Replace('\\', '/'), reader.ReadToEnd());
            })];
    }

    /// <summary>Reads one file of the corpus.</summary>
    /// <param name="path">Folder and file name, such as <c>off-by-one/moving-average.csx</c>.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="FormatException">The file has no broken or no fixed part.</exception>
    public static RepairProgram Parse(string path, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        var (broken, fixedAt) = (lines.IndexOf(BrokenMark), lines.IndexOf(FixedMark));
        if (broken < 0 || fixedAt < broken)
        {
            throw new FormatException($"{path}: a line '{BrokenMark}' and after it a line '{FixedMark}' are needed.");
        }

        return new RepairProgram(
            Path.GetDirectoryName(path)!,
            Path.GetFileNameWithoutExtension(path),
            Values("// title: ").FirstOrDefault(path),
            [.. Values("// check: ")],
            string.Join('\n', lines[(broken + 1)..fixedAt]).TrimEnd(),
            string.Join('\n', lines[(fixedAt + 1)..]).TrimEnd());

        IEnumerable<string> Values(string key) =>
            lines.Take(broken).Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[key.Length..].Trim());
    }
}
