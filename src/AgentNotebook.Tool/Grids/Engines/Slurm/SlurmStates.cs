using System.Globalization;
using System.Text.RegularExpressions;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Tool.Grids.Engines.Clusters;

namespace AgentNotebook.Tool.Grids.Engines.Slurm;

/// <summary>Reads what squeue and sacct say of the tasks of a job array.</summary>
internal static partial class SlurmStates
{
    private const int LongestReason = 120;

    private static readonly string[] _failed =
        ["BOOT_FAIL", "DEADLINE", "FAILED", "LAUNCH_FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "RECONFIG_FAIL", "REVOKED", "TIMEOUT"];

    private static readonly string[] _running = ["COMPLETING", "RESIZING", "RUNNING", "SIGNALING", "STAGE_OUT", "STOPPED", "SUSPENDED"];

    /// <summary>The states in lines of <c>JOB_INDEX|STATE|REASON</c>, the reason being optional; what is no such line, or of another job, is passed over.</summary>
    /// <param name="text">The lines, from a program: anything may stand there.</param>
    /// <param name="job">The array's job.</param>
    public static Dictionary<int, ClusterState> Parse(string text, string job)
    {
        var states = new Dictionary<int, ClusterState>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Length <= 1_000
                && Line().Match(line.ToString()) is { Success: true } match
                && match.Groups["job"].Value == job
                && int.TryParse(match.Groups["index"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                var word = match.Groups["state"].Value;
                states[index] = new ClusterState(PhaseOf(word), word, ReasonOf(match.Groups["reason"].Value));
            }
        }

        return states;
    }

    /// <summary>A word that is not known is taken for one of waiting: it is shown, and nothing is called over that may not be.</summary>
    private static ClusterPhase PhaseOf(string word) => word switch
    {
        "COMPLETED" => ClusterPhase.Completed,
        "CANCELLED" => ClusterPhase.Cancelled,
        _ => _failed.Contains(word) ? ClusterPhase.Failed : _running.Contains(word) ? ClusterPhase.Running : ClusterPhase.Waiting,
    };

    private static string ReasonOf(string text) => Untrusted.Line(text, LongestReason) is var reason and not ("None" or "N/A" or "(null)") ? reason : "";

    // sacct says more than the word of some: CANCELLED by 1000.
    [GeneratedRegex(@"\A(?<job>[0-9]{1,20})_(?<index>[0-9]{1,9})\|(?<state>[A-Z_]{1,40})(?: by [0-9]+)?\+?(?:\|(?<reason>.*))?\z", RegexOptions.Singleline)]
    private static partial Regex Line();
}
