using AgentNotebook.Archives.Reading.Decoded;

namespace AgentNotebook.Archives.Reading;

/// <summary>Reads the structure of an archive, strictly and within limits. It knows no policy and writes nothing.</summary>
internal abstract class ArchiveReader : IDisposable
{
    /// <summary>What the archive is: <c>tar</c>, <c>tar.gz</c>, <c>tar.bz2</c>, <c>zip</c>, or what a decoder calls it.</summary>
    internal abstract string Format { get; }

    /// <summary>Bytes of the archive that are behind the reader.</summary>
    internal abstract long BytesRead { get; }

    /// <summary>After an entry was refused: whether the reader can be asked for the one after it.</summary>
    internal bool CanGoOn { get; private protected set; }

    /// <summary>Opens an archive of any format that is read here.</summary>
    /// <param name="archive">The archive; can seek. Stays open.</param>
    /// <param name="limits">What it may come to.</param>
    /// <param name="time">Whose local time a zip's entries have, where they name no other; <see langword="null"/> for UTC.</param>
    /// <param name="decoding">Who reads it when it is nothing that is read here.</param>
    /// <exception cref="ArchiveRefusedException">It is none.</exception>
    internal static ArchiveReader Open(Stream archive, ExtractionLimits limits, LocalTime? time = null, ArchiveDecoding? decoding = null) =>
        ArchiveFormat.Open(archive, limits, time ?? LocalTime.Universal, decoding);

    /// <summary>Goes to the next entry; what was not read of the last one's content is passed over, and checked all the same.</summary>
    /// <returns>The entry; <see langword="null"/> after the last.</returns>
    /// <exception cref="ArchiveRefusedException">The archive breaks a rule of its format, or a limit.</exception>
    internal abstract ArchiveEntry? Next();

    /// <summary>Reads content of the current entry: of a sparse file its parts, one after the other.</summary>
    /// <returns>How many bytes; 0 at the end, when sizes and checksums have been found right.</returns>
    /// <exception cref="ArchiveRefusedException">The content is not what the archive says, or breaks a limit.</exception>
    internal abstract int Read(Span<byte> buffer);

    public abstract void Dispose();
}
