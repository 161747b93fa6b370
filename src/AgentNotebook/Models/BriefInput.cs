namespace AgentNotebook.Models;

/// <summary>Something the code is handed.</summary>
/// <param name="Name">The variable's name, or the name under which <c>Inputs</c> has the file.</param>
/// <param name="Type">The variable's type as C# source; <see langword="null"/> for a file.</param>
/// <param name="Bytes">Its size as JSON, or the file's, in bytes.</param>
public sealed record BriefInput(string Name, string? Type, long Bytes);
