namespace AgentNotebook.Sessions;

/// <summary>What can be said about a writer from here.</summary>
internal enum WriterLife
{
    Living,
    Dead,

    /// <summary>Another machine or another container: its processes are not ours to see.</summary>
    Unseen,
}
