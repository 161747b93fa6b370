namespace AgentNotebook.Archives.Reading.Zip;

/// <summary>Bits of an entry's general purpose flags.</summary>
/// <remarks>Source: PKWARE APPNOTE 6.3.10, section 4.4.4.</remarks>
internal static class ZipFlags
{
    internal const int Encrypted = 1 << 0;
    internal const int Descriptor = 1 << 3;
    internal const int Patched = 1 << 5;
    internal const int StronglyEncrypted = 1 << 6;
    internal const int Utf8 = 1 << 11;
    internal const int MaskedHeaders = 1 << 13;

    /// <summary>What a local header has to say like the directory: all that changes how an entry is read.</summary>
    internal const int Meaningful = Encrypted | Descriptor | Patched | StronglyEncrypted | Utf8 | MaskedHeaders;
}
