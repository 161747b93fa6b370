namespace AgentNotebook.Gpu;

/// <summary>A process that holds memory of a device.</summary>
/// <param name="Process">Its number, as the driver knows it.</param>
/// <param name="Name">Its name; <see langword="null"/> where that is not told.</param>
/// <param name="Bytes">What it holds; <see langword="null"/> when the driver does not know.</param>
/// <param name="IsOurs">Whether it is this process or one of its children.</param>
public sealed record MemoryHolder(int Process, string? Name, long? Bytes, bool IsOurs);
