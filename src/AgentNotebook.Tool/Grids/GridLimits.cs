namespace AgentNotebook.Tool.Grids;

/// <summary>What a grid may be and take.</summary>
internal static class GridLimits
{
    /// <summary>The most members when nobody says otherwise; <c>--max-members</c> changes it.</summary>
    public const int Members = 1_000;

    /// <summary>The most that <c>--max-members</c> may allow: a folder and a table of more serve nobody.</summary>
    public const int MostMembers = 100_000;

    /// <summary>Memory that each member is reckoned with when the number of jobs is chosen: a notebook with the compiler warm takes about half.</summary>
    public const long MemoryPerMember = 512L << 20;

    /// <summary>The longest name of a member that is made of its parameters alone.</summary>
    public const int NameLength = 80;

    /// <summary>What is kept of a member's messages, in characters.</summary>
    public const int MessageLength = 16_384;

    /// <summary>How long a member that is told to stop may take to come to rest before it is killed.</summary>
    public static TimeSpan StopGrace { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest grid file that is read, in bytes.</summary>
    public const int GridFileBytes = 256 << 20;

    /// <summary>The largest record of a submission or of a member's starts that is read, in bytes.</summary>
    public const int RecordBytes = 8 << 20;

    /// <summary>How many starts of a member are kept: the first and the latest.</summary>
    public const int KeptStarts = 100;

    /// <summary>How many members run side by side when nobody says: one a processor, as far as the memory reaches.</summary>
    public static int Jobs() => (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryPerMember, 1, Environment.ProcessorCount);
}
