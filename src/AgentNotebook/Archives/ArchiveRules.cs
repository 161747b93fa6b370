namespace AgentNotebook.Archives;

/// <summary>The rules in words.</summary>
static partial class ArchiveRules
{
    /// <summary>One sentence that says what a rule demands.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    public static string InWords(ArchiveRule rule) => rule switch
    {
        ArchiveRule.EmptyName => "An entry needs a name.",
        ArchiveRule.AbsolutePath => "A name must not begin at the root of the file system.",
        ArchiveRule.OutsideDestination => "A name must not hold '..', not even where it would stay inside.",
        ArchiveRule.NulInName => "A name must not hold a NUL.",
        ArchiveRule.ControlCharacter => "A name must not hold control characters or characters that turn the direction of writing.",
        ArchiveRule.DriveName => "No component of a name may begin with a drive letter and a colon.",
        ArchiveRule.Backslash => "A name must not hold a backslash.",
        ArchiveRule.TrailingDotOrSpace => "No component of a name may end in a dot or a space, which Windows drops.",
        ArchiveRule.ReservedName => "No component of a name may be a device name of Windows.",
        ArchiveRule.NameTooLong => "A path must not be longer than its limit.",
        ArchiveRule.ComponentTooLong => "A component of a path must not be longer than its limit.",
        ArchiveRule.TooDeep => "A path must not have more components than its limit.",
        ArchiveRule.NameEncoding => "A name must be in the encoding its format prescribes.",
        ArchiveRule.DuplicateName => "No two entries may have the same name.",
        ArchiveRule.CaseCollision => "No two names may be equal where letter case or the composition of characters does not count.",
        ArchiveRule.PathThroughFile => "No entry may lie below a file.",
        ArchiveRule.PathThroughLink => "No entry may lie below a symbolic link.",
        ArchiveRule.LinkNotAllowed => "Policy 'strict' takes no links.",
        ArchiveRule.AbsoluteLink => "A link must not begin at the root of the file system.",
        ArchiveRule.LinkOutside => "A link must not lead outside the destination, whatever other links it passes.",
        ArchiveRule.LinkLoop => "A link must not lead back to itself.",
        ArchiveRule.LinkName => "A link's target must obey the rules of names.",
        ArchiveRule.HardLinkTarget => "A hard link must lead to a regular file that came before it in the same archive.",
        ArchiveRule.SpecialFile => "Devices, pipes and sockets are never made.",
        ArchiveRule.UnsupportedEntry => "Every entry must be of a kind that is known.",
        ArchiveRule.TooManyEntries => "An archive must not have more entries than its limit.",
        ArchiveRule.TooManyBytes => "All files together must not hold more bytes than their limit.",
        ArchiveRule.FileTooLarge => "A file must not hold more bytes than its limit.",
        ArchiveRule.RatioTooHigh => "What comes out must not be more than a limited multiple of what went in.",
        ArchiveRule.TooManyNameBytes => "All names together must not be longer than their limit.",
        ArchiveRule.TimeExceeded => "Extraction must not take more time than its limit.",
        ArchiveRule.MemoryExceeded => "Extraction must not take more memory than it is given.",
        ArchiveRule.NotAnArchive => "The file must be an archive.",
        ArchiveRule.UnsupportedFormat => "The archive must be of a format that is read here.",
        ArchiveRule.UnsupportedMethod => "The compression of an entry must be one that is read here.",
        ArchiveRule.Encrypted => "Nothing in the archive may be encrypted.",
        ArchiveRule.Truncated => "The archive must be there to its end.",
        ArchiveRule.BadHeader => "Every header must follow its specification.",
        ArchiveRule.BadChecksum => "Every checksum must be right.",
        ArchiveRule.BadData => "Compressed data must be such that it can be decompressed.",
        ArchiveRule.HeadersDisagree => "Where an archive says something twice, it must say the same.",
        ArchiveRule.DeclaredSizeLies => "An entry must hold as many bytes as it says.",
        ArchiveRule.OverlappingEntries => "No two entries may share bytes of the archive.",
        ArchiveRule.HiddenData => "No bytes may lie between the entries that belong to none.",
        ArchiveRule.TrailingData => "Nothing may come after the archive's end.",
        ArchiveRule.UnexpectedContent => "An entry that is no file must have no content.",
        ArchiveRule.BadSparseMap => "The map of a sparse file must be in order and fit its data.",
        ArchiveRule.AlreadyExists => "What is in the destination already is not replaced, unless --overwrite says so.",
        ArchiveRule.TreeChanged => "Nobody else may change the tree while it is unpacked.",
        ArchiveRule.WriteFailed => "The disk must take what is written.",
        ArchiveRule.ExtractorFailed => "The process that reads the archive must end by itself, with a report that holds together.",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule."),
    };
}
