namespace AgentNotebook.Archives.Reading;

/// <summary>Ends the reading of an archive that broke a rule.</summary>
internal sealed class ArchiveRefusedException(ArchiveRefusal refusal) : Exception(refusal.Message)
{
    internal ArchiveRefusedException(ArchiveRule rule, string message, string entry = "", long offset = -1)
        : this(new ArchiveRefusal(rule, entry, offset, message))
    {
    }

    internal ArchiveRefusal Refusal { get; } = refusal;
}
