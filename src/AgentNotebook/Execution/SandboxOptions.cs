namespace AgentNotebook.Execution;

/// <summary>How strongly guests are restricted. The user's choice; nothing a model says reaches it.</summary>
public sealed record SandboxOptions
{
    /// <summary>The weakest level that is accepted. When the machine cannot give it, nothing runs.</summary>
    /// <value>Default <see cref="SandboxLevel.Filtered"/>. <see cref="SandboxLevel.None"/> turns the sandbox off altogether.</value>
    public SandboxLevel MinimumLevel { get; init; } = SandboxLevel.Filtered;

    /// <summary>The strongest level that is tried; the next weaker ones are tried after it, down to <see cref="MinimumLevel"/>.</summary>
    /// <value>Default <see cref="SandboxLevel.Isolated"/>; not below <see cref="MinimumLevel"/>.</value>
    public SandboxLevel MaximumLevel { get; init; } = SandboxLevel.Isolated;

    /// <summary>What guests may touch.</summary>
    /// <value>Default <see cref="SandboxProfile.Compute"/>.</value>
    public SandboxProfile Profile { get; init; }

    /// <summary>Folders a guest may read in profile <see cref="SandboxProfile.Files"/>, and in profile <see cref="SandboxProfile.Gpu"/> besides the system's libraries.</summary>
    /// <value>Default none. Full paths of folders that exist; never <c>/</c>, <c>/proc</c>, <c>/sys</c> or <c>/dev</c>.</value>
    public IReadOnlyList<string> ReadRoots { get; init; } = [];

    /// <summary>The device nodes of profile <see cref="SandboxProfile.Gpu"/>.</summary>
    /// <value>Default <see langword="null"/>: those of <see cref="Sandbox.GpuNodes"/> that are there when the first guest is started.</value>
    internal IReadOnlyList<string>? GpuNodes { get; init; }

    /// <summary>The one folder below which profile <see cref="SandboxProfile.Extract"/> may write.</summary>
    /// <value>Default <see langword="null"/>; required by that profile and by no other. A full path.</value>
    public string? StagingFolder { get; init; }

    /// <summary>
    /// The staging folder as one of the descriptors workers inherit, by this process's number for it: what its path leads to may change under way. At level
    /// <see cref="SandboxLevel.Isolated"/> it is bound to <see cref="StagingPlace"/>.
    /// </summary>
    internal int? StagingDescriptor { get; init; }

    /// <summary>Where a worker in namespaces of its own finds the folder of <see cref="StagingDescriptor"/>.</summary>
    internal const string StagingPlace = "/staging";

    /// <summary>Path of the <c>bwrap</c> program, which level <see cref="SandboxLevel.Isolated"/> needs.</summary>
    /// <value>Default <see langword="null"/>: <c>/usr/bin/bwrap</c>, <c>/usr/local/bin/bwrap</c> or <c>/bin/bwrap</c>. The search path is not asked: whoever sets it would choose the sandbox.</value>
    public string? BubblewrapPath { get; init; }
}
