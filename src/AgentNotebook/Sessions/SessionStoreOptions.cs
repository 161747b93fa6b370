namespace AgentNotebook.Sessions;

/// <summary>How a session store behaves.</summary>
public sealed record SessionStoreOptions
{
    /// <summary>How long a call waits for another process that holds the store locked, before it fails with <see cref="SessionStoreFault.Busy"/>.</summary>
    /// <value>Default 5 s; 0 to 1 hour.</value>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether the writer's place of a session may be taken from a writer whose life cannot be seen from here: one on another
    /// machine or in another container. A living writer that can be seen is never displaced; one displaced wrongly cannot append any more.
    /// </summary>
    /// <value>Default false.</value>
    public bool TakeUnseenWriter { get; init; }

    /// <summary>The clock that entries are stamped with.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives these options, or the defaults for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range.</exception>
    internal static SessionStoreOptions Checked(SessionStoreOptions? options)
    {
        options ??= new SessionStoreOptions();
        return options.BusyTimeout >= TimeSpan.Zero && options.BusyTimeout <= TimeSpan.FromHours(1)
            ? options
            : throw new ArgumentOutOfRangeException(nameof(options), options.BusyTimeout, $"{nameof(BusyTimeout)} is not between 0 and 1 hour.");
    }
}
