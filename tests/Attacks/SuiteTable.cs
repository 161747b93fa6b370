using System.Text;
using System.Text.RegularExpressions;
using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>The table of the suite's README: what came of each probe at each level, as root and as an ordinary user.</summary>
internal static partial class SuiteTable
{
    /// <summary>When it is 1, the table is written anew from this machine's runs.</summary>
    internal const string WriteVariable = "AGENTNOTEBOOK_WRITE_TABLE";

    private const string Begin = "<!-- table -->";
    private const string NotTried = "–";

    internal static string Readme { get; } = Path.Combine(SourceFolder(), "README.md");

    /// <summary>The probes in the table, in its order.</summary>
    internal static IReadOnlyList<string> Probes() => [.. Rows().Matches(Tail()).Select(match => match.Groups[1].Value)];

    internal static async Task WriteAsync()
    {
        var reports = new Dictionary<(SandboxLevel, User), AttackReport?>();
        foreach (var level in AttackSuite.Levels)
        {
            foreach (var user in Enum.GetValues<User>())
            {
                reports[(level, user)] = Reports.Unavailable(level, user) is null ? await TryAsync(level, user) : null;
            }
        }

        var table = new StringBuilder($"{Begin}\n\n| probe | what it tries | {string.Join(" | ", AttackSuite.Levels.Select(level => level.ToString().ToLowerInvariant()))} |\n|---|---|{string.Concat(AttackSuite.Levels.Select(_ => "---|"))}\n");
        foreach (var probe in ProbeFiles.All)
        {
            var cells = AttackSuite.Levels.Select(level => $"{Cell(reports[(level, User.Root)], probe)} / {Cell(reports[(level, User.Ordinary)], probe)}");
            table.Append($"| `{probe.Name}` | {probe.Attack} | {string.Join(" | ", cells)} |\n");
        }

        var text = await File.ReadAllTextAsync(Readme);
        await File.WriteAllTextAsync(Readme, text[..text.IndexOf(Begin, StringComparison.Ordinal)] + table);
    }

    // A level that cannot be run has empty cells; its tests say why.
    private static async Task<AttackReport?> TryAsync(SandboxLevel level, User user)
    {
        try
        {
            return await Reports.OfAsync(level, user);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Cell(AttackReport? report, Probe probe) => report?.Records.GetValueOrDefault(probe.Name) switch
    {
        null => NotTried,
        { IsThrough: true } => "**through**",
        { Verdict: Verdict.TimedOut } => "timed out",
        { Verdict: Verdict.OutOfMemory } => "out of memory",
        { Verdict: Verdict.Completed } when probe.Expect.Count > 0 => "unharmed",
        { Verdict: Verdict.Completed } => "stopped",
        { Verdict: Verdict.Failed } when probe.Expect.Count == 0 => "stopped",
        var record => record.Verdict.ToString().ToLowerInvariant(),
    };

    private static string Tail()
    {
        var text = File.ReadAllText(Readme);
        return text[text.IndexOf(Begin, StringComparison.Ordinal)..];
    }

    // The sources' own folder: the table is part of them.
    private static string SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AgentNotebook.Attacks.csproj")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"AgentNotebook.Attacks.csproj is in no folder above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"^\| `([a-z0-9/-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
