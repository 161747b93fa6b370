namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>One copy of a page, in the store's file or in its log.</summary>
/// <param name="Page">The page's number, counted from 1; in a damaged frame of the log it may be any.</param>
/// <param name="InLog">Whether it is in the log.</param>
/// <param name="Offset">Where its bytes begin in that file.</param>
/// <param name="Standing">What its place says of it; that of a current one is refined by what leads to it.</param>
internal readonly record struct PageVersion(uint Page, bool InLog, long Offset, Standing Standing);
