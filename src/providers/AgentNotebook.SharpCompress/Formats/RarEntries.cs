using AgentNotebook.Archives;
using AgentNotebook.SharpCompress.Taring;
using SharpCompress.Archives.Rar;
using SharpCompress.Common;
using SharpCompress.Common.Rar;
using SharpCompress.Readers;

namespace AgentNotebook.SharpCompress.Formats;

/// <summary>The entries of a rar of version 4 or 5, in their order.</summary>
/// <remarks>Source: A. Roshal, "RAR 5.0 archive format"; "technote.txt" of RAR 4.</remarks>
internal static class RarEntries
{
    private const int FileKinds = 0xF000;
    private const int RegularFile = 0x8000;
    private const int SymbolicLink = 0xA000;
    private const int Permissions = 0x1FF;

    internal static IEnumerable<PackedEntry> Of(Stream archive, Refusal refusal)
    {
        RarEnd.Demand(archive, refusal);
        // Names of RAR 4 that are no Unicode are in the code page of whoever made it, which it does not say.
        using var rar = RarArchive.OpenArchive(archive, ReaderOptions.ForExternalStream with { ArchiveEncoding = new ArchiveEncoding { Default = EntryTypes.Strict } });
        // All of them first: the headers are read from where the one before ended, and so is content. In their order, what later ones of a solid archive need is there.
        foreach (var entry in rar.Entries.Cast<RarArchiveEntry>().ToList())
        {
            var name = entry.Key ?? "";
            if (entry.IsEncrypted)
            {
                throw refusal(nameof(ArchiveRule.Encrypted), "It is encrypted.", name);
            }

            if (entry.Size == long.MaxValue)
            {
                throw refusal(nameof(ArchiveRule.DeclaredSizeLies), "It does not say how long it is.", name);
            }

            var hasContent = !entry.IsDirectory && !entry.IsRedir;
            yield return new PackedEntry
            {
                Name = name,
                Type = Type(entry),
                Mode = Mode(entry),
                Size = hasContent ? entry.Size : 0,
                Modified = entry.LastModifiedTime is { Kind: DateTimeKind.Unspecified } local ? DateTime.SpecifyKind(local, DateTimeKind.Utc) : entry.LastModifiedTime,
                LinkTarget = entry.IsRedir ? entry.RedirTargetName : null,
                Content = hasContent ? entry.OpenEntryStream() : Stream.Null,
            };
        }
    }

    // Which system's attributes they are is not told. A redirection without the mode of a link may be a hard link, a junction or a reference to an earlier file.
    private static char Type(RarEntry entry) =>
        entry.IsDirectory ? EntryTypes.Folder
        : (entry.Attrib & FileKinds) == SymbolicLink ? EntryTypes.SymbolicLink
        : entry.IsRedir ? EntryTypes.Unknown
        : EntryTypes.File;

    private static int Mode(RarEntry entry) => entry.Attrib is { } attributes && (attributes & FileKinds) == RegularFile ? attributes & Permissions : 0;
}
