namespace AgentNotebook.Archives.Reading.Decoded;

/// <summary>A decoder in this process, and what it is to decode.</summary>
/// <param name="Format">What the archive is.</param>
/// <param name="Open">Makes a tar of it; see <c>IArchiveDecoder.EntryMethod</c>.</param>
internal sealed record ArchiveDecoding(string Format, Func<string, Stream, Func<string, string, string, Exception>, Stream> Open)
{
    /// <summary>Whether there is a tar in the file, whose entries have places in it. Otherwise the tar is the decoder's own, and a place in it means nothing to anyone.</summary>
    internal bool HasPlaces => Format.StartsWith("tar.", StringComparison.Ordinal);
}
