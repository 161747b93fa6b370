namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>One frame of a write-ahead log.</summary>
/// <param name="Page">The page it is a version of.</param>
/// <param name="Offset">Where the page's bytes begin in the log.</param>
/// <param name="IsCommit">Whether it ends a transaction.</param>
/// <param name="IsOfThisLog">Whether it bears the log's salt; one that does not was left by an older log in the same file.</param>
/// <param name="IsSound">Whether its checksum follows from the one that the frame before it bears.</param>
internal readonly record struct WalFrame(uint Page, long Offset, bool IsCommit, bool IsOfThisLog, bool IsSound);
