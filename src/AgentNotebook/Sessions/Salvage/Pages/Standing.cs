namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>How much the place where something was found says of whether it was ever acknowledged.</summary>
internal enum Standing
{
    /// <summary>Where SQLite itself would find it.</summary>
    Current,

    /// <summary>Written by a transaction that was committed: on a page nothing leads to any more, or in an older version of one.</summary>
    Committed,

    /// <summary>On a free page, or in a frame of the log that no commit is known to follow: it counts only when something that counts builds on it.</summary>
    Doubtful,
}
