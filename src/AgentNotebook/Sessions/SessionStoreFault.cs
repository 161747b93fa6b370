namespace AgentNotebook.Sessions;

/// <summary>What is wrong with a store.</summary>
public enum SessionStoreFault
{
    /// <summary>There is no such session, no store to read, or no such database.</summary>
    NotFound,

    /// <summary>Another living process writes this session, or holds the store locked, or its server takes no more connections.</summary>
    Busy,

    /// <summary>The file or its folder cannot be written, or the server refuses the login or takes no writes.</summary>
    ReadOnly,

    /// <summary>The file was written by a newer version.</summary>
    NewerVersion,

    /// <summary>The file is a store, but some of it does not match its checksums.</summary>
    Damaged,

    /// <summary>The file is something else.</summary>
    NotAStore,

    /// <summary>The disk is full or failed, or the server that keeps the store cannot be reached.</summary>
    DiskFailure,

    /// <summary>A name, a value or an entry that a store does not take.</summary>
    Invalid,
}
