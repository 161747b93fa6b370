using System.Text.RegularExpressions;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>The device nodes by which a process computes on a GPU, and no others: neither those that show pictures nor those that configure the driver.</summary>
/// <remarks>
/// Sources: nvidia-container-toolkit's list of compute nodes; the kernel's Documentation/gpu/drm-uapi.rst on render nodes, which cannot set a
/// display's mode; the kernel's Documentation on amdkfd.
/// </remarks>
internal static partial class GpuNodes
{
    /// <summary>The node through which AMD's runtime computes.</summary>
    internal const string Kfd = "/dev/kfd";

    /// <summary>What AMD's runtime reads of its devices before it opens them; links between the two lead from one to the other.</summary>
    internal static readonly string[] KfdTopology = ["/sys/class/kfd", "/sys/devices/virtual/kfd"];

    // Beyond this something is wrong with the machine; a node has to be bound one by one.
    private const int MostNodes = 256;

    private static readonly (string Folder, string Words, Regex Name)[] _places =
    [
        ("/dev", "/dev/nvidiactl, /dev/nvidia-uvm, /dev/nvidia0 …", Nvidia()),
        ("/dev/nvidia-caps", "/dev/nvidia-caps/nvidia-cap1 …", NvidiaCapability()),
        ("/dev/dri", "/dev/dri/renderD128 …", Render()),
        ("/dev", Kfd, AmdCompute()),
    ];

    /// <summary>The options with the nodes of this machine.</summary>
    /// <param name="options">Of any profile.</param>
    /// <exception cref="SandboxUnavailableException">The profile is for a GPU, and there is no node of one.</exception>
    internal static SandboxOptions Demand(SandboxOptions options)
    {
        if (options.Profile != SandboxProfile.Gpu)
        {
            return options;
        }

        var nodes = options.GpuNodes ?? Find();
        return nodes.Count > 0
            ? options with { GpuNodes = nodes }
            : throw new SandboxUnavailableException(
                $"Profile gpu opens the device nodes of a GPU to the code, and this machine has none: looked for {string.Join(", ", _places.Select(place => place.Words))}. In a container, pass the GPU in (docker run --gpus all, or --device); without one, leave the profile out.",
                [new SandboxLayer(LayerNames.Profile, false, "there is no device node of a GPU", "Install the GPU's driver, or pass its nodes into the container.")]);
    }

    /// <summary>Those that are there, in the order of their names.</summary>
    private static IReadOnlyList<string> Find() =>
        [.. _places.SelectMany(place => Names(place.Folder).Where(name => place.Name.IsMatch(name)).Select(name => $"{place.Folder}/{name}")).Order(StringComparer.Ordinal).Take(MostNodes)];

    private static IEnumerable<string> Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"^nvidia(?:ctl|-uvm|\d{1,4})$")]
    private static partial Regex Nvidia();

    [GeneratedRegex(@"^nvidia-cap\d{1,6}$")]
    private static partial Regex NvidiaCapability();

    [GeneratedRegex(@"^renderD\d{1,4}$")]
    private static partial Regex Render();

    [GeneratedRegex(@"^kfd$")]
    private static partial Regex AmdCompute();
}
