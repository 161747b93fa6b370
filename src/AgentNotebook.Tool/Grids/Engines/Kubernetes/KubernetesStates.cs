using System.Globalization;
using System.Text.RegularExpressions;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines.Kubernetes;

/// <summary>Reads what kubectl says of an Indexed Job and its pods.</summary>
internal static partial class KubernetesStates
{
    /// <summary>What to ask of the job: which indices are done, which have failed, and whether all is over.</summary>
    public const string JobPath = """{.metadata.name}|{.status.completedIndexes}|{.status.failedIndexes}|{.status.conditions[?(@.status=="True")].type}""";

    /// <summary>What to ask of the pods: a line each, with the index, the phase and the reason.</summary>
    public const string PodsPath = """{range .items[*]}{.metadata.annotations.batch\.kubernetes\.io/job-completion-index}|{.status.phase}|{.status.reason}{"\n"}{end}""";

    private const int LongestReason = 120;

    /// <summary>The states, by a member's place in the grid file.</summary>
    /// <param name="job">What <see cref="JobPath"/> gave; empty when there is no such job.</param>
    /// <param name="pods">What <see cref="PodsPath"/> gave.</param>
    /// <param name="indices">The submitted members: the job's indices count these.</param>
    public static Dictionary<int, ClusterState> Parse(string job, string pods, IReadOnlyList<int> indices)
    {
        var states = new Dictionary<int, ClusterState>();
        if (job.Split('|') is not [_, var completed, var failed, var conditions])
        {
            return states;
        }

        var isOver = conditions.Split(' ', StringSplitOptions.TrimEntries).Any(condition => condition is "Complete" or "Failed");
        foreach (var index in indices)
        {
            states[index] = isOver ? new ClusterState(ClusterPhase.Cancelled, "NotStarted") : new ClusterState(ClusterPhase.Waiting, "Pending");
        }

        foreach (var line in pods.Split('\n').Select(line => Pod().Match(line)).Where(line => line.Success))
        {
            if (int.TryParse(line.Groups["index"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < indices.Count && line.Groups["phase"].Value is "Running" or "Failed" or "Pending")
            {
                var (phase, reason) = (line.Groups["phase"].Value, Untrusted.Line(line.Groups["reason"].Value, LongestReason));
                // A pod that failed is followed by another as long as the job does not call the index failed.
                states[indices[number]] = phase == "Running" ? new ClusterState(ClusterPhase.Running, phase, reason)
                    : states[indices[number]].Phase == ClusterPhase.Running ? states[indices[number]]
                    : isOver ? new ClusterState(ClusterPhase.Failed, phase, reason)
                    : new ClusterState(ClusterPhase.Waiting, phase, reason);
            }
        }

        foreach (var number in IndexRanges.Read(completed, indices.Count))
        {
            states[indices[number]] = new ClusterState(ClusterPhase.Completed, "Succeeded");
        }

        foreach (var number in IndexRanges.Read(failed, indices.Count))
        {
            states[indices[number]] = new ClusterState(ClusterPhase.Failed, "Failed", states[indices[number]].Reason);
        }

        return states;
    }

    [GeneratedRegex(@"\A(?<index>[0-9]{1,9})\|(?<phase>[A-Za-z]{1,40})\|(?<reason>.{0,1000})\r?\z")]
    private static partial Regex Pod();
}
