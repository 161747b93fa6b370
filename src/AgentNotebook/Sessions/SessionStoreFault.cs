namespace AgentNotebook.Sessions;

/// <summary>What is wrong with a store.</summary>
public enum SessionStoreFault
{
    /// <summary>There is no such session, or no store to read.</summary>
    NotFound,

    /// <summary>Another living process writes this session, or holds the store locked.</summary>
    Busy,

    /// <summary>The file or its folder cannot be written.</summary>
    ReadOnly,

    /// <summary>The file was written by a newer version.</summary>
    NewerVersion,

    /// <summary>The file is a store, but some of it does not match its checksums.</summary>
    Damaged,

    /// <summary>The file is something else.</summary>
    NotAStore,

    /// <summary>The disk is full or failed.</summary>
    DiskFailure,

    /// <summary>A name, a value or an entry that a store does not take.</summary>
    Invalid,
}
