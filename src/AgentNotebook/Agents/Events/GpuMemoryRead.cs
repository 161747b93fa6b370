namespace AgentNotebook.Agents.Events;

/// <summary>GPU memory in use by us at the end of a step. Written only in runs with a limit on it, so that the limit can be judged from the journal.</summary>
/// <param name="Bytes">In use.</param>
public sealed record GpuMemoryRead(long Bytes) : RunEvent;
