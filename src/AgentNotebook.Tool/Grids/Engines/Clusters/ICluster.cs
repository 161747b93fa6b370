using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>Something that runs members elsewhere: it takes a job of many, says how they are, and ends them.</summary>
internal interface ICluster
{
    /// <summary>Its name for people.</summary>
    string Title { get; }

    /// <summary>Its name in <c>--on</c> and in records.</summary>
    string Engine { get; }

    /// <summary>The part of the cluster that is used, where its kind has such parts; empty otherwise.</summary>
    string Namespace { get; }

    /// <summary>Hands members over.</summary>
    /// <param name="folder">The folder of the results, with the grid file.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="submission">Which members, under which name.</param>
    /// <param name="jobs">How many may run side by side; <see langword="null"/> for as many as the cluster gives.</param>
    /// <returns>What the cluster calls the job; empty when a person has to hand it over.</returns>
    /// <exception cref="ClusterException">It does not take them: nothing runs.</exception>
    Task<string> SubmitAsync(GridFolder folder, GridFile grid, GridSubmission submission, int? jobs);

    /// <summary>What to tell a person who does not wait.</summary>
    /// <param name="folder">The folder of the results.</param>
    /// <param name="submission">What was handed over.</param>
    string HandedOver(GridFolder folder, GridSubmission submission);

    /// <summary>Finds a job whose submission did not live to learn what it is called.</summary>
    /// <returns>What the cluster calls it; <see langword="null"/> when it knows none of that name.</returns>
    /// <exception cref="ClusterException">It does not answer.</exception>
    Task<string?> FindAsync(GridSubmission submission);

    /// <summary>How the members are, by their place in the grid file; those that the cluster no longer knows are left out.</summary>
    /// <exception cref="ClusterException">It does not answer.</exception>
    Task<IReadOnlyDictionary<int, ClusterState>> StatesAsync(GridSubmission submission);

    /// <summary>Ends all that runs and waits.</summary>
    /// <exception cref="ClusterException">It does not do so.</exception>
    Task CancelAsync(GridSubmission submission);
}
