using System.CommandLine;
using AgentNotebook.Magics;
using AgentNotebook.Text;
using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Engines.Kubernetes;
using AgentNotebook.Tool.Grids.Engines.Slurm;

namespace AgentNotebook.Tool.Commands;

/// <summary>The options of <c>agentnb run --grid</c> that say where members run.</summary>
internal sealed class ClusterArguments
{
    private const string Local = "local";
    private const string SlurmName = "slurm";
    private const string KubernetesName = "kubernetes";
    private const int MostCpus = 4_096;
    private const int MostGpus = 1_024;

    private static readonly string[] _engines = [Local, SlurmName, KubernetesName];

    public Option<string?> On { get; } = new("--on")
    {
        Description = "Where the members of the grid run: local (side by side here), slurm (a job array) or kubernetes (an Indexed Job). Default: local.",
        HelpName = "ENGINE",
    };

    public Option<bool> Wait { get; } = new("--wait") { Description = "On a cluster: waits for all members and writes the summary." };

    public Option<string?> Time { get; } = new("--time") { Description = "On a cluster: the longest time of a member, such as 90min or 8h.", HelpName = "TIME" };

    public Option<string?> Memory { get; } = new("--memory") { Description = "On a cluster: the memory of a member, such as 4GiB.", HelpName = "SIZE" };

    public Option<int?> Cpus { get; } = new("--cpus") { Description = "On a cluster: the processors of a member.", HelpName = "N" };

    public Option<int?> Gpus { get; } = new("--gpus") { Description = "On a cluster: the GPUs of a member.", HelpName = "N" };

    public Option<string?> Partition { get; } = new("--partition") { Description = "On Slurm: the partition.", HelpName = "NAME" };

    public Option<string[]> Sbatch { get; } = new("--sbatch")
    {
        Description = "On Slurm: a further option of sbatch, such as account=physics. May be given more than once.",
        HelpName = "OPTION",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Image { get; } = new("--image") { Description = "On Kubernetes: the image of the tool. A Dockerfile for it is written beside the results.", HelpName = "IMAGE" };

    public Option<string?> Namespace { get; } = new("--namespace") { Description = "On Kubernetes: the namespace. Default: the one of kubectl's context.", HelpName = "NAME" };

    public Option<string?> Claim { get; } = new("--claim") { Description = "On Kubernetes: the PersistentVolumeClaim that takes the results.", HelpName = "NAME" };

    public Option<string?> StoreSecret { get; } = new("--store-secret")
    {
        Description = "On Kubernetes: the Secret whose keys username and password are the PostgreSQL store's. Only its name is written down.",
        HelpName = "NAME",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> Options => [On, Wait, .. Shared, .. OfSlurm, .. OfKubernetes];

    private Option[] Shared => [Time, Memory, Cpus, Gpus];

    private Option[] OfSlurm => [Partition, Sbatch];

    private Option[] OfKubernetes => [Image, Namespace, Claim, StoreSecret];

    /// <summary>The cluster that is asked for; <see langword="null"/> for this machine.</summary>
    /// <exception cref="UsageException">A value is wrong, or is about another place than the one that is asked for.</exception>
    public ClusterOrder? Read(ParseResult parsed)
    {
        var engine = parsed.GetValue(On) ?? Local;
        if (!_engines.Contains(engine))
        {
            throw new UsageException($"--on takes {string.Join(", ", _engines)}, not '{engine}'.{(NearestName.Of(engine, _engines) is { } near ? $" Did you mean '{near}'?" : "")}");
        }

        Option[] foreign = engine switch
        {
            SlurmName => OfKubernetes,
            KubernetesName => OfSlurm,
            _ => [Wait, .. Shared, .. OfSlurm, .. OfKubernetes],
        };
        if (foreign.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } wrong)
        {
            throw new UsageException($"{wrong.Name} is about {(OfSlurm.Contains(wrong) ? "--on slurm" : OfKubernetes.Contains(wrong) ? "--on kubernetes" : "a cluster: --on slurm or --on kubernetes")}, and the grid runs on {engine}. Leave it out, or say where else it runs.");
        }

        var waits = parsed.GetValue(Wait);
        return engine switch
        {
            SlurmName => new ClusterOrder(ReadSlurm(parsed), null, waits),
            KubernetesName => new ClusterOrder(null, ReadKubernetes(parsed), waits),
            _ => null,
        };
    }

    private SlurmOptions ReadSlurm(ParseResult parsed) => new()
    {
        Resources = ReadResources(parsed),
        Partition = parsed.GetValue(Partition) is { } partition ? SlurmOptions.ParsePartition(partition) : null,
        More = [.. parsed.GetRequiredValue(Sbatch).Select(SlurmOptions.ParseMore)],
    };

    private KubernetesOptions ReadKubernetes(ParseResult parsed) => new()
    {
        Resources = ReadResources(parsed),
        Image = KubernetesOptions.ParseImage(parsed.GetValue(Image)),
        Namespace = KubernetesOptions.ParseName(Namespace.Name, parsed.GetValue(Namespace)) ?? "",
        Claim = KubernetesOptions.ParseName(Claim.Name, parsed.GetValue(Claim)) ?? throw new UsageException("--on kubernetes needs --claim NAME: the PersistentVolumeClaim that takes the executed notebooks. A pod's own disk is gone with it."),
        StoreSecret = KubernetesOptions.ParseName(StoreSecret.Name, parsed.GetValue(StoreSecret)),
    };

    private ClusterResources ReadResources(ParseResult parsed) => new()
    {
        Time = parsed.GetValue(Time) is not { } time ? null : Quantity.TryParseDuration(time, out var duration) && duration >= TimeSpan.FromSeconds(1) ? duration : throw new UsageException($"--time takes a time such as 90min or 8h, from 1s to 365 days, not '{time}'."),
        MemoryBytes = parsed.GetValue(Memory) is not { } memory ? null : Quantity.TryParseBytes(memory, out var bytes) && bytes >= 1 << 20 ? bytes : throw new UsageException($"--memory takes a size from 1MiB, such as 4GiB, not '{memory}'."),
        Cpus = GridArguments.AtLeastOne(parsed, Cpus, MostCpus),
        Gpus = GridArguments.AtLeastOne(parsed, Gpus, MostGpus),
    };
}
