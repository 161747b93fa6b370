namespace AgentNotebook.Kernel.History;

/// <summary>A cell that was run.</summary>
/// <param name="Session">The kernel that ran it, counted from 1 since the history began.</param>
/// <param name="Line">Its execution count there.</param>
/// <param name="Input">Its code.</param>
internal sealed record HistoryEntry(int Session, int Line, string Input);
