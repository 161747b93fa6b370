using AgentNotebook.Sessions;
using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Engines.Kubernetes;
using AgentNotebook.Tool.Grids.Engines.Slurm;

namespace AgentNotebook.Tool.Commands;

/// <summary>On which cluster a grid is to run.</summary>
/// <param name="Slurm">What is asked of Slurm; <see langword="null"/> when it is another.</param>
/// <param name="Kubernetes">What is asked of Kubernetes; <see langword="null"/> when it is another.</param>
/// <param name="Waits">Whether to wait for the end.</param>
internal sealed record ClusterOrder(SlurmOptions? Slurm, KubernetesOptions? Kubernetes, bool Waits)
{
    /// <summary>The store of all members.</summary>
    /// <param name="address">Its address.</param>
    /// <exception cref="UsageException">Members do not see it.</exception>
    public string Store(string address) =>
        Kubernetes is not null && StoreAddress.Parse(address).Scheme == StoreAddress.DefaultScheme
            ? throw new UsageException($"--store {address}: this is a file here, and members in containers do not see it. Name a server that they reach, such as postgres:Host=db;Database=lab, or leave --store out: each member then has a file beside its results.")
            : address;

    /// <summary>The cluster, and where its members find the notebook and the folder of the results.</summary>
    /// <param name="notebook">The notebook's full path here.</param>
    /// <param name="folder">The folder of the results here.</param>
    public (ICluster Cluster, (string Notebook, string Folder) View) Cluster(string notebook, string folder) =>
        Kubernetes is not null
            ? (new KubernetesCluster(Kubernetes with { NotebookFile = notebook }), (KubernetesManifest.NotebookPath(notebook), KubernetesManifest.ResultsFolder))
            : (new SlurmCluster(Slurm!), (notebook, folder));
}
