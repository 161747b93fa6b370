namespace AgentNotebook.Kernel.Zmtp;

/// <summary>Something that came from a peer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Data">The topic, or the context of a PING.</param>
/// <param name="Frames">The frames of a message, else null.</param>
/// <param name="Bytes">What the frames hold together, in bytes.</param>
/// <param name="Charge">What the message has taken from the <see cref="ReceiveBudget"/>; whoever takes the message gives it back.</param>
/// <param name="TimeToLive">Tenths of seconds after a PING in which the peer wants to be heard of again or be given up; 0 for ever.</param>
internal readonly record struct PeerEvent(
    PeerEventKind Kind,
    ReadOnlyMemory<byte> Data = default,
    ReadOnlyMemory<byte>[]? Frames = null,
    long Bytes = 0,
    long Charge = 0,
    ushort TimeToLive = 0);
