namespace AgentNotebook.Archives.Reading.Zip;

/// <summary>What an entry of a zip is: its kind, its permissions, its time.</summary>
/// <remarks>Sources: PKWARE APPNOTE 6.3.10, sections 4.4.2, 4.4.6 and 4.4.15; inode(7).</remarks>
internal static class ZipAttributes
{
    private const int UnixHost = 3;
    private const int MacHost = 19;
    private const int KindMask = 0xF000;
    private const int FolderKind = 0x4000;
    private const int FileKind = 0x8000;
    private const int LinkKind = 0xA000;
    private const int DosFolder = 0x10;
    private const int OrdinaryMode = 0x1A4;

    /// <param name="record">The entry.</param>
    /// <param name="time">Whose local time it has.</param>
    /// <param name="target">Reads the target of a link.</param>
    /// <exception cref="ArchiveRefusedException">It is a device, a pipe or a socket, or its name and its kind disagree.</exception>
    internal static ArchiveEntry Entry(ZipRecord record, LocalTime time, Func<string> target)
    {
        var mode = record.Host is UnixHost or MacHost ? (int)(record.Attributes >> 16) : 0;
        var kind = (mode & KindMask) switch
        {
            0 => record.Name.EndsWith('/') ? EntryKind.Folder : EntryKind.File,
            FileKind => EntryKind.File,
            FolderKind => EntryKind.Folder,
            LinkKind => EntryKind.SymbolicLink,
            _ => throw new ArchiveRefusedException(ArchiveRule.SpecialFile, "It is a device, a pipe or a socket."),
        };
        if (record.Name.EndsWith('/') != (kind == EntryKind.Folder) || (record.Host == 0 && kind == EntryKind.File && (record.Attributes & DosFolder) != 0))
        {
            throw new ArchiveRefusedException(ArchiveRule.HeadersDisagree, "It is a folder by its name or its kind, and something else by the other.");
        }

        if (kind == EntryKind.Folder && record.Uncompressed > 0)
        {
            throw new ArchiveRefusedException(ArchiveRule.UnexpectedContent, "It is a folder and still has content.");
        }

        return new ArchiveEntry
        {
            Name = record.Name,
            Kind = kind,
            Offset = record.LocalOffset,
            DeclaredBytes = kind == EntryKind.File ? record.Uncompressed : 0,
            Mode = mode == 0 ? OrdinaryMode : mode & 0xFFF,
            Modified = record.Extra.Modified ?? DosTime(record.DosTime, time),
            LinkTarget = kind == EntryKind.SymbolicLink ? target() : null,
        };
    }

    // Local time without a zone: of the machine that unpacks, as everyone takes it.
    private static DateTimeOffset? DosTime(uint value, LocalTime time)
    {
        var (year, month, day) = ((int)(value >> 25) + 1980, (int)(value >> 21) & 0xF, (int)(value >> 16) & 0x1F);
        var (hour, minute, second) = ((int)(value >> 11) & 0x1F, (int)(value >> 5) & 0x3F, ((int)value & 0x1F) * 2);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return null;
        }

        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return time.At(local);
    }
}
