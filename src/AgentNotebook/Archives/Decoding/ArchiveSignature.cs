namespace AgentNotebook.Archives.Decoding;

/// <summary>How a format is known from its first bytes.</summary>
/// <param name="Format">What it is called in reports: <c>7z</c>, <c>tar.xz</c>. One that begins with <c>tar.</c> is a compressed tar, in which entries have places.</param>
/// <param name="Begin">Its first bytes: 2 to 16.</param>
public sealed record ArchiveSignature(string Format, ReadOnlyMemory<byte> Begin);
