using System.Text.RegularExpressions;
using AgentNotebook.Tool.Grids.Engines.Clusters;

namespace AgentNotebook.Tool.Grids.Engines.Slurm;

/// <summary>What the members of a job array ask of Slurm.</summary>
internal sealed partial record SlurmOptions
{
    // The grid itself sets these: another value would put results elsewhere or run other members.
    private static readonly string[] _own =
    [
        "array", "job-name", "output", "error", "input", "chdir", "open-mode", "requeue", "no-requeue", "parsable", "wrap", "wait", "test-only", "help", "usage", "version",
        "time", "mem", "cpus-per-task", "gpus", "partition",
    ];

    /// <summary>What any cluster is asked.</summary>
    public ClusterResources Resources { get; init; } = new();

    /// <summary>The partition; <see langword="null"/> for the cluster's default.</summary>
    public string? Partition { get; init; }

    /// <summary>Further options of sbatch, such as <c>account=physics</c>, without dashes.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>Checks a further option of sbatch.</summary>
    /// <param name="text">The option, such as <c>--account=physics</c> or <c>account=physics</c>.</param>
    /// <returns>The option without dashes.</returns>
    /// <exception cref="UsageException">It is none, or one that the grid itself sets.</exception>
    public static string ParseMore(string text)
    {
        if (Option().Match(text) is not { Success: true } option)
        {
            throw new UsageException($"--sbatch takes a long option of sbatch, such as account=physics or exclusive, whose value has no blanks, quotes or '#', not '{text}'. What has may stand in SBATCH_… variables, or in the script that is kept.");
        }

        var name = option.Groups["name"].Value;
        return _own.Contains(name)
            ? throw new UsageException($"--sbatch {name}: the grid sets this itself. {Instead(name)}")
            : text.TrimStart('-');
    }

    /// <summary>Checks the name of a partition.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string ParsePartition(string text) =>
        Name().IsMatch(text) ? text : throw new UsageException($"--partition takes the name of a partition, or several with commas, not '{text}'. 'sinfo' lists them.");

    /// <summary>The options as sbatch takes them, without those of the grid.</summary>
    public IEnumerable<string> Lines()
    {
        if (Resources.Time is { } time)
        {
            // Slurm counts in minutes; seconds are rounded up.
            yield return FormattableString.Invariant($"time={(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
        }

        if (Resources.MemoryMiB is { } memory)
        {
            yield return FormattableString.Invariant($"mem={memory}M");
        }

        if (Resources.Cpus is { } cpus)
        {
            yield return FormattableString.Invariant($"cpus-per-task={cpus}");
        }

        if (Resources.Gpus is { } gpus)
        {
            yield return FormattableString.Invariant($"gpus={gpus}");
        }

        if (Partition is not null)
        {
            yield return $"partition={Partition}";
        }

        foreach (var option in More)
        {
            yield return option;
        }
    }

    private static string Instead(string name) => name switch
    {
        "time" => "Give --time.",
        "mem" => "Give --memory.",
        "cpus-per-task" => "Give --cpus.",
        "gpus" => "Give --gpus.",
        "partition" => "Give --partition.",
        "array" => "Give --grid for the members and --jobs for how many run side by side.",
        "wait" => "Give --wait.",
        _ => "Leave it out.",
    };

    // What an #SBATCH line takes without quotes.
    [GeneratedRegex(@"\A(--)?(?<name>[a-z][a-z0-9-]*)(=[A-Za-z0-9_.,:;=+@%/\[\]*&|!()<>~^-]+)?\z")]
    private static partial Regex Option();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.,+-]*\z")]
    private static partial Regex Name();
}
