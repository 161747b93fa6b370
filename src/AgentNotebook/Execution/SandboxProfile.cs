namespace AgentNotebook.Execution;

/// <summary>What a guest may touch besides its own memory. Chosen by the user or by our own code, never by a model.</summary>
public enum SandboxProfile
{
    /// <summary>No path at all: inputs arrive and artifacts leave through the pipe.</summary>
    Compute,

    /// <summary>Reads below the folders the user named. Needs at least <see cref="SandboxLevel.Confined"/>: a filter on system calls alone cannot tell one path from another.</summary>
    Files,

    /// <summary>For our own extractor: writes below one staging folder and nowhere else. Needs at least <see cref="SandboxLevel.Confined"/>.</summary>
    Extract,

    /// <summary>
    /// The GPU's device nodes, and reading the system's libraries, with which a guest loads the driver's. Needs at least
    /// <see cref="SandboxLevel.Confined"/>. The memory that a guest takes on the GPU goes back when its process ends.
    /// </summary>
    Gpu,
}
