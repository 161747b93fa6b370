namespace AgentNotebook.Kernel.Zmtp;

/// <summary>What a socket grants its peers. Every peer is a stranger until the messages above this layer say otherwise, so every amount has an end.</summary>
internal sealed record ZmtpOptions
{
    /// <summary>The largest message a ROUTER takes, its frames together, in bytes. A peer that declares more is closed before anything is reserved for it.</summary>
    /// <value>Default 512 MiB, what Jupyter servers let through from a browser (an upload widget sends files in one message); from 1 to 2,147,483,591.</value>
    public long MaxMessageBytes { get; init; } = 512L << 20;

    /// <summary>Frames in one message.</summary>
    /// <value>Default 4,096 (a Jupyter message has six and one for each binary buffer); at least 1.</value>
    public int MaxFrames { get; init; } = 4096;

    /// <summary>Bytes that the messages of all peers of a socket may hold until they are received. Only what a message holds beyond <see cref="FreeMessageBytes"/> counts, so that small messages pass while others fill this.</summary>
    /// <value>Default 1 GiB; at least 0. The peer that wants more is closed.</value>
    public long MaxHeldBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of a message that do not count against <see cref="MaxHeldBytes"/>.</summary>
    /// <value>Default 256 KiB; at least 0.</value>
    public int FreeMessageBytes { get; init; } = 256 << 10;

    /// <summary>Bytes of one peer's messages that may wait to be received; beyond that its connection is not read, so that it waits in turn. A message larger than this passes alone.</summary>
    /// <value>Default 1 MiB; at least 1.</value>
    public int MaxWaitingBytesPerPeer { get; init; } = 1 << 20;

    /// <summary>The largest command, such as READY with its properties, in bytes.</summary>
    /// <value>Default 16 KiB; at least 512.</value>
    public int MaxCommandBytes { get; init; } = 16 << 10;

    /// <summary>The largest message a heartbeat (REP) echoes, in bytes.</summary>
    /// <value>Default 64 KiB; at least 1.</value>
    public int MaxEchoBytes { get; init; } = 64 << 10;

    /// <summary>Connections at the same time; one more is closed at once.</summary>
    /// <value>Default 64, more than front ends one kernel has, and for five sockets together well below the 1,024 descriptors that a process may have; at least 1.</value>
    public int MaxPeers { get; init; } = 64;

    /// <summary>Bytes that may wait to be sent to one peer; beyond that the sender waits. A message larger than this passes alone.</summary>
    /// <value>Default 64 MiB; at least 1.</value>
    public long MaxQueuedBytesPerPeer { get; init; } = 64L << 20;

    /// <summary>Different topics that one peer may subscribe to.</summary>
    /// <value>Default 1,024; at least 1.</value>
    public int MaxSubscriptionsPerPeer { get; init; } = 1024;

    /// <summary>Bytes that the topics of one peer may hold together.</summary>
    /// <value>Default 64 KiB; at least 1.</value>
    public int MaxSubscriptionBytesPerPeer { get; init; } = 64 << 10;

    /// <summary>How long a peer may take from its connection to its READY.</summary>
    /// <value>Default 10 s; more than zero.</value>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a peer may take nothing while others wait for room in its queue, or send nothing in the middle of a message, before it is closed.</summary>
    /// <value>Default 30 s: a front end that rests for a moment loses nothing, a stopped one holds the kernel no longer than that; more than zero.</value>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a silent peer is sent a PING (ZMTP 3.1 peers only).</summary>
    /// <value>Default never (<see cref="Timeout.InfiniteTimeSpan"/>), as in libzmq: Jupyter has a heartbeat of its own; else more than zero.</value>
    public TimeSpan HeartbeatInterval { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long after a PING a peer may stay silent before it is closed.</summary>
    /// <value>Default 10 s; more than zero.</value>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long closing a socket waits for queued messages to go out and for the peers to take leave.</summary>
    /// <value>Default 1 s; zero drops what is queued.</value>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>These options, when each is within its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not; the exception names it.</exception>
    internal ZmtpOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxMessageBytes, 1, nameof(MaxMessageBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxMessageBytes, Array.MaxLength, nameof(MaxMessageBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFrames, 1, nameof(MaxFrames));
        ArgumentOutOfRangeException.ThrowIfNegative(MaxHeldBytes, nameof(MaxHeldBytes));
        ArgumentOutOfRangeException.ThrowIfNegative(FreeMessageBytes, nameof(FreeMessageBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWaitingBytesPerPeer, 1, nameof(MaxWaitingBytesPerPeer));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCommandBytes, 512, nameof(MaxCommandBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEchoBytes, 1, nameof(MaxEchoBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPeers, 1, nameof(MaxPeers));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxQueuedBytesPerPeer, 1, nameof(MaxQueuedBytesPerPeer));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSubscriptionsPerPeer, 1, nameof(MaxSubscriptionsPerPeer));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSubscriptionBytesPerPeer, 1, nameof(MaxSubscriptionBytesPerPeer));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HandshakeTimeout, TimeSpan.Zero, nameof(HandshakeTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallTimeout, TimeSpan.Zero, nameof(StallTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HeartbeatTimeout, TimeSpan.Zero, nameof(HeartbeatTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(Linger, TimeSpan.Zero, nameof(Linger));
        if (HeartbeatInterval != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HeartbeatInterval, TimeSpan.Zero, nameof(HeartbeatInterval));
        }

        return this;
    }
}
