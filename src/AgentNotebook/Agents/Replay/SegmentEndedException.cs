namespace AgentNotebook.Agents.Replay;

/// <summary>The recorded process was killed here, and the recording goes on with how the run was resumed.</summary>
internal sealed class SegmentEndedException() : Exception("The recording goes on with a resumed run.");
