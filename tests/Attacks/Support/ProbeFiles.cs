using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>The probes beside the program, and the code each is compiled from.</summary>
internal static class ProbeFiles
{
    /// <summary>Narrows the suite to the probes whose name contains this text.</summary>
    internal const string FilterVariable = "AGENTNOTEBOOK_PROBES";

    internal static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Probes");

    internal static IReadOnlyList<string> Names { get; } = [..
        Directory.EnumerateFiles(Folder, "*.csx", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/'))
            .Where(name => !name.StartsWith('_'))
            .Order(StringComparer.Ordinal)];

    private static readonly Lazy<IReadOnlyList<Probe>> _all = new(() => [.. Names.Select(Load)]);

    internal static IReadOnlyList<Probe> All => _all.Value;

    private static readonly bool _isAll = Environment.GetEnvironmentVariable("AGENTNOTEBOOK_ALL_PROBES") == "1";

    /// <summary>The probes that are to be run.</summary>
    internal static IEnumerable<Probe> Chosen =>
        Environment.GetEnvironmentVariable(FilterVariable) is { Length: > 0 } part ? All.Where(probe => probe.Name.Contains(part, StringComparison.Ordinal)) : All;

    /// <summary>
    /// The probes that a user is to run at a level. Unless all is asked for: as root at the strongest level all, as an ordinary user every third, and at the weaker
    /// levels every tenth of those that do not run into a limit on time, which is the same at every level.
    /// </summary>
    internal static IEnumerable<Probe> ChosenFor(User user, bool isStrongest) =>
        _isAll || (isStrongest && user == User.Root) ? Chosen
        : Chosen.Count() < All.Count ? Chosen.Where(probe => isStrongest || !probe.IsSlow)
        : isStrongest ? Chosen.Where((probe, index) => index % 3 == 0)
        : Chosen.Where((probe, index) => index % 10 == 0 && !probe.IsSlow);

    /// <summary>Those in a profile. Outside compute, what only runs into a limit on time is left out: that limit is the same.</summary>
    internal static IEnumerable<Probe> ChosenFor(User user, bool isStrongest, SandboxProfile profile) =>
        profile == SandboxProfile.Compute ? ChosenFor(user, isStrongest) : ChosenFor(user, isStrongest).Where(probe => !probe.IsSlow);

    internal static Probe Load(string name) => ProbeHeader.Parse(name, File.ReadAllText(Path.Combine(Folder, name + ".csx")));

    /// <summary>The whole guest: what it may know of the stage, the helpers it uses, the probe itself.</summary>
    internal static string Source(Probe probe, string stage) =>
        string.Join('\n', [File.ReadAllText(Path.Combine(Folder, "_usings.csx")), stage, .. probe.Uses.Select(Helper), probe.Code]);

    private static string Helper(string name) => File.ReadAllText(Path.Combine(Folder, $"_{name}.csx"));
}
