namespace AgentNotebook.Models;

/// <summary>Why a model gave no usable answer although no HTTP status says so.</summary>
public enum ModelFailure
{
    /// <summary>The reply does not have the form that was asked for, also after it was asked to mend it. Permanent: a third try would be the same.</summary>
    MalformedReply,

    /// <summary>The model or its endpoint refuses the content. Permanent.</summary>
    ContentRefused,

    /// <summary>The connection ended in the middle of the reply. Transient.</summary>
    StreamCut,

    /// <summary>Nothing came for too long, or the call as a whole took too long. Transient.</summary>
    Stalled,

    /// <summary>The reply is larger than the limit. Permanent.</summary>
    ReplyTooLarge,

    /// <summary>The reply has no text. Permanent.</summary>
    EmptyReply,

    /// <summary>What came is not the protocol that was spoken: no JSON, or JSON of another shape. Permanent: the endpoint is another than was meant.</summary>
    ProtocolViolation,
}
