using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Engines.Kubernetes;
using AgentNotebook.Tool.Grids.Engines.Slurm;
using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines;

/// <summary>The kinds of clusters.</summary>
internal static class ClusterKinds
{
    /// <summary>The cluster that something was handed to.</summary>
    /// <exception cref="ClusterException">It is of no known kind.</exception>
    public static ICluster Of(GridSubmission submission) => submission.Engine switch
    {
        "slurm" => new SlurmCluster(new SlurmOptions()),
        "kubernetes" => new KubernetesCluster(new KubernetesOptions { Namespace = submission.Namespace }),
        _ => throw new ClusterException($"This grid was handed to '{Display.RunCard.Untrusted.Line(submission.Engine, 40)}', which this agentnb does not know. Use the agentnb that submitted it."),
    };
}
