using AgentNotebook.Cells.Language;

namespace AgentNotebook.Cells;

/// <summary>Limits of a cell engine.</summary>
public sealed record CellEngineOptions
{
    /// <summary>The most a cell may put out: streams and displays together, in bytes of UTF-8; at least 1.</summary>
    /// <value>10 MiB.</value>
    public long MaxOutputBytes { get; init; } = 10L << 20;

    /// <summary>The most that one rendering of one object may take, in characters; at least 1. Longer ones are cut and say so.</summary>
    /// <value>1,048,576 characters.</value>
    public int MaxRenderingLength { get; init; } = 1 << 20;

    /// <summary>The longest cell that is looked at, in characters; at least 1.</summary>
    /// <value>1,048,576 characters.</value>
    public int MaxSourceLength { get; init; } = 1 << 20;

    /// <summary>How deep brackets may stand in one another, from 1 to 2,000: the C# parser has no bound of its own.</summary>
    /// <value>500.</value>
    public int MaxNesting { get; init; } = 500;

    /// <summary>How deep imported files may import one another; at least 1.</summary>
    /// <value>16.</value>
    public int MaxImportDepth { get; init; } = 16;

    /// <summary>How many files and notebook cells one cell may import in all; at least 1.</summary>
    /// <value>1,000.</value>
    public int MaxImports { get; init; } = 1_000;

    /// <summary>
    /// Reads the cells of a notebook that is imported, from its full path; throws <see cref="IOException"/> or
    /// <see cref="AgentNotebook.Magics.MagicException"/> with a message that names the file when it cannot. The ids name the cells in messages.
    /// </summary>
    /// <value>Default <see langword="null"/>: notebooks cannot be imported, C# files can.</value>
    public Func<string, CancellationToken, IReadOnlyList<CellSource>>? ReadNotebook { get; init; }

    /// <summary>How long finding and downloading packages may take.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan MaxRestoreTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest list of found packages that is read, in bytes; at least 1.</summary>
    /// <value>64 MiB.</value>
    public long MaxRestoreBytes { get; init; } = 64L << 20;

    /// <summary>How long an interrupted cell may take to unwind before it is left to itself.</summary>
    /// <value>3 seconds.</value>
    public TimeSpan InterruptGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long printed text may wait for more before it is shown.</summary>
    /// <value>50 milliseconds.</value>
    public TimeSpan StreamDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Limits of completion, inspection and the like.</summary>
    /// <value>The defaults.</value>
    public CellLanguageOptions Language { get; init; } = new();
}
