namespace AgentNotebook.Archives.Tests.Good;

/// <summary>What a tree has that not every format can hold.</summary>
[Flags]
public enum TreeParts
{
    /// <summary>Files and folders with names of up to 99 bytes.</summary>
    Plain = 0,

    /// <summary>A path of more than 100 bytes that ustar can split.</summary>
    SplitNames = 1,

    /// <summary>A component of more than 100 bytes, and a path of more than 255.</summary>
    LongNames = 2,

    /// <summary>Symbolic links that stay inside.</summary>
    SymbolicLinks = 4,

    /// <summary>A second name of a file, and a third.</summary>
    HardLinks = 8,

    /// <summary>A file with holes, which the format keeps as holes.</summary>
    Holes = 16,

    All = SplitNames | LongNames | SymbolicLinks | HardLinks,
}
