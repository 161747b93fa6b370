namespace AgentNotebook.Models.Chat;

/// <summary>What stands under one heading of a reply.</summary>
/// <param name="Heading">The heading, without its number signs.</param>
/// <param name="Text">All lines under it, fenced blocks included, without empty lines before and after.</param>
/// <param name="Blocks">The content of its fenced blocks.</param>
/// <param name="Outside">The lines outside of them.</param>
internal sealed record ReplySection(string Heading, string Text, IReadOnlyList<string> Blocks, string Outside);
