namespace AgentNotebook.Kernel.Messaging;

/// <summary>How large a message may be, beyond what the socket allows.</summary>
internal static class MessageLimits
{
    /// <summary>The most routing frames before the delimiter; a client that is connected directly sends one.</summary>
    public const int Identities = 8;

    /// <summary>The most binary frames after the content.</summary>
    public const int Buffers = 1_024;

    /// <summary>The most bytes of a header, which is sent back with everything that answers.</summary>
    public const int HeaderBytes = 64 * 1024;

    /// <summary>How deep JSON values may stand in one another.</summary>
    public const int Depth = 128;

    /// <summary>The most characters of a message's id, type or session.</summary>
    public const int NameLength = 1_024;

    /// <summary>How many signatures are remembered, so that a message is taken once.</summary>
    public const int RememberedSignatures = 65_536;
}
