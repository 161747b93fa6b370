namespace AgentNotebook.Gpu;

/// <summary>By what it is known how much memory is in use by us.</summary>
public enum MemoryUseBasis
{
    /// <summary>The driver says what each process uses.</summary>
    Processes,

    /// <summary>The driver does not say (a container with process numbers of its own, a Windows display driver): by how much use of the device grew since the first reading, whoever made it grow.</summary>
    Growth,

    /// <summary>There is no GPU: the resident set of this process and its children.</summary>
    Resident,
}
