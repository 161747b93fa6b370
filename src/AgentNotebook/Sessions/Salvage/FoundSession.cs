using AgentNotebook.Sessions.Salvage.Pages;

namespace AgentNotebook.Sessions.Salvage;

/// <summary>A session's row. It has no checksum of its own: what the entries contradict is not believed.</summary>
/// <param name="Id">The session's number.</param>
/// <param name="Name">Its name, which keeps the rules for names.</param>
/// <param name="Created">Microseconds since 1970.</param>
/// <param name="LastSequence">The number of its last entry.</param>
/// <param name="LastChain">That entry's chain.</param>
/// <param name="Standing">What its place says of it.</param>
internal sealed record FoundSession(long Id, string Name, long Created, long LastSequence, Digest LastChain, Standing Standing)
{
    /// <summary>What entry 1 follows.</summary>
    public Digest First => Digest.Of(EntryChecksum.First(Name, Created));
}
