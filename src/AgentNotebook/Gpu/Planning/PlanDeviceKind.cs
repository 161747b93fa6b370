namespace AgentNotebook.Gpu.Planning;

/// <summary>What kind of place a module can have.</summary>
public enum PlanDeviceKind
{
    /// <summary>A GPU's memory.</summary>
    Gpu,

    /// <summary>Main memory.</summary>
    Cpu,

    /// <summary>A folder from which weights are loaded each time they are used.</summary>
    Disk,
}
