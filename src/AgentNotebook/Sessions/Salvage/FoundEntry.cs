using AgentNotebook.Sessions.Salvage.Pages;

namespace AgentNotebook.Sessions.Salvage;

/// <summary>An entry that is proved to be as it was written, and where it is; its payload stays there until it is written.</summary>
/// <param name="Session">The number of its session, which its checksum does not cover.</param>
/// <param name="Sequence">Its place in it.</param>
/// <param name="Content">The SHA-256 of what it says.</param>
/// <param name="Chain">The chain that stands beside it.</param>
/// <param name="Standing">What its place says of whether it was acknowledged.</param>
/// <param name="Page">The copy of the page it stands on.</param>
/// <param name="Cell">Where in the page.</param>
internal sealed record FoundEntry(long Session, long Sequence, Digest Content, Digest Chain, Standing Standing, PageVersion Page, int Cell)
{
    /// <summary>In a file of version 1, the checksum before, which was found and proves the entry; null in others, where the entry's own does.</summary>
    public Digest? Before { get; init; }

    /// <summary>Whether it was written as the next one after an entry with that chain.</summary>
    public bool Follows(Digest chain) => Before is { } before ? before == chain : Chain == Digest.Chain(chain, Content);
}
