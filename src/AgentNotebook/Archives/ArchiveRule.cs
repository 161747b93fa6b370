namespace AgentNotebook.Archives;

/// <summary>The rules an archive can break. Each has its sentence in <see cref="ArchiveRules.InWords"/>.</summary>
public enum ArchiveRule
{
    /// <summary>An entry needs a name.</summary>
    EmptyName,

    /// <summary>A name does not begin at the root of the file system.</summary>
    AbsolutePath,

    /// <summary>A name holds no <c>..</c>, not even one that would stay inside.</summary>
    OutsideDestination,

    /// <summary>A name holds no NUL.</summary>
    NulInName,

    /// <summary>A name holds no control characters, nor those that turn the direction of writing.</summary>
    ControlCharacter,

    /// <summary>No component begins with a drive letter and a colon.</summary>
    DriveName,

    /// <summary>A name holds no backslash.</summary>
    Backslash,

    /// <summary>No component ends in a dot or a space, which Windows drops.</summary>
    TrailingDotOrSpace,

    /// <summary>No component is a device name of Windows.</summary>
    ReservedName,

    /// <summary>A path is no longer than <see cref="ExtractionLimits.NameBytes"/>.</summary>
    NameTooLong,

    /// <summary>A component is no longer than <see cref="ExtractionLimits.ComponentBytes"/>.</summary>
    ComponentTooLong,

    /// <summary>A path has no more components than <see cref="ExtractionLimits.Depth"/>.</summary>
    TooDeep,

    /// <summary>A name is UTF-8, or in the encoding its format prescribes.</summary>
    NameEncoding,

    /// <summary>No two entries have the same name.</summary>
    DuplicateName,

    /// <summary>No two names are equal where letter case or the composition of characters does not count.</summary>
    CaseCollision,

    /// <summary>No entry lies below a file.</summary>
    PathThroughFile,

    /// <summary>No entry lies below a symbolic link.</summary>
    PathThroughLink,

    /// <summary>Under policy <c>strict</c> there are no links.</summary>
    LinkNotAllowed,

    /// <summary>A link does not begin at the root of the file system.</summary>
    AbsoluteLink,

    /// <summary>A link leads to nothing outside the destination, whatever other links it passes.</summary>
    LinkOutside,

    /// <summary>A link does not lead back to itself.</summary>
    LinkLoop,

    /// <summary>A link's target obeys the rules of names.</summary>
    LinkName,

    /// <summary>A hard link leads to a regular file that came before it in the same archive.</summary>
    HardLinkTarget,

    /// <summary>Devices, pipes and sockets are never made.</summary>
    SpecialFile,

    /// <summary>Every entry is of a kind that is known.</summary>
    UnsupportedEntry,

    /// <summary>No more entries than <see cref="ExtractionLimits.Entries"/>.</summary>
    TooManyEntries,

    /// <summary>No more bytes in all than <see cref="ExtractionLimits.TotalBytes"/>.</summary>
    TooManyBytes,

    /// <summary>No more bytes in one file than <see cref="ExtractionLimits.FileBytes"/>.</summary>
    FileTooLarge,

    /// <summary>What comes out is not more than <see cref="ExtractionLimits.Ratio"/> times what went in.</summary>
    RatioTooHigh,

    /// <summary>All names together are no longer than <see cref="ExtractionLimits.AllNamesBytes"/>.</summary>
    TooManyNameBytes,

    /// <summary>No more time than <see cref="ExtractionLimits.Time"/>.</summary>
    TimeExceeded,

    /// <summary>No more memory than the extractor is given.</summary>
    MemoryExceeded,

    /// <summary>The file is an archive.</summary>
    NotAnArchive,

    /// <summary>The archive is of a format that is read here.</summary>
    UnsupportedFormat,

    /// <summary>The compression of an entry is one that is read here.</summary>
    UnsupportedMethod,

    /// <summary>Nothing in the archive is encrypted.</summary>
    Encrypted,

    /// <summary>The archive is there to its end.</summary>
    Truncated,

    /// <summary>Every header follows its specification.</summary>
    BadHeader,

    /// <summary>Every checksum is right.</summary>
    BadChecksum,

    /// <summary>Compressed data can be decompressed.</summary>
    BadData,

    /// <summary>Where the archive says something twice, it says the same.</summary>
    HeadersDisagree,

    /// <summary>An entry holds as many bytes as it says.</summary>
    DeclaredSizeLies,

    /// <summary>No two entries share bytes of the archive.</summary>
    OverlappingEntries,

    /// <summary>No bytes lie between the entries that belong to none.</summary>
    HiddenData,

    /// <summary>Nothing comes after the archive's end.</summary>
    TrailingData,

    /// <summary>An entry that is no file has no content.</summary>
    UnexpectedContent,

    /// <summary>The map of a sparse file is in order and fits its data.</summary>
    BadSparseMap,

    /// <summary>What is in the destination already stays, unless it may be overwritten.</summary>
    AlreadyExists,

    /// <summary>Nobody else changes the tree while it is unpacked.</summary>
    TreeChanged,

    /// <summary>The disk takes what is written.</summary>
    WriteFailed,

    /// <summary>The process that reads the archive ends by itself, with a report that holds together.</summary>
    ExtractorFailed,
}
