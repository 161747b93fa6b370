namespace AgentNotebook.Archives.Judging;

/// <summary>An entry that broke no rule so far.</summary>
/// <param name="Entry">What is made of it.</param>
/// <param name="NewFolders">Folders that have to be made before it, the outermost first.</param>
/// <param name="IsNew">Whether something has to be made: not for a folder that entries before it needed, nor for the root.</param>
internal readonly record struct JudgedEntry(ExtractedEntry Entry, IReadOnlyList<string> NewFolders, bool IsNew);
