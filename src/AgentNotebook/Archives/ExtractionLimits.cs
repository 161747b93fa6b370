namespace AgentNotebook.Archives;

/// <summary>What an archive may come to. All of it is counted on what is really read and written, never on what the archive says of itself.</summary>
sealed partial record ExtractionLimits
{
    /// <summary>Entries of an archive.</summary>
    /// <value>Default 100,000; from 1 to 10,000,000.</value>
    public int Entries { get; init; } = 100_000;

    /// <summary>All files together, holes of sparse files included.</summary>
    /// <value>Bytes; default 4 GiB; from 0.</value>
    public long TotalBytes { get; init; } = 4L << 30;

    /// <summary>One file, holes included.</summary>
    /// <value>Bytes; default 4 GiB; from 0.</value>
    public long FileBytes { get; init; } = 4L << 30;

    /// <summary>How many bytes may come out for one that is read, once more than <see cref="RatioAllowance"/> came out: of the archive, and in a zip of each entry.</summary>
    /// <value>Default 200; from 1. DEFLATE reaches 1032.</value>
    public double Ratio { get; init; } = 200;

    /// <summary>What may come out before <see cref="Ratio"/> counts.</summary>
    /// <value>Bytes; default 8 MiB; from 0.</value>
    public long RatioAllowance { get; init; } = 8L << 20;

    /// <summary>Components of a path.</summary>
    /// <value>Default 64; from 1 to 1,000.</value>
    public int Depth { get; init; } = 64;

    /// <summary>Length of a path, and of a link's target, as UTF-8.</summary>
    /// <value>Bytes; default 1,024; from 1 to 4,095.</value>
    public int NameBytes { get; init; } = 1024;

    /// <summary>Length of one component of a path, as UTF-8.</summary>
    /// <value>Bytes; default 255; from 1 to 255.</value>
    public int ComponentBytes { get; init; } = 255;

    /// <summary>All names and link targets together, which are kept in memory.</summary>
    /// <value>Bytes as UTF-8; default 32 MiB; from 1 KiB to 256 MiB.</value>
    public long AllNamesBytes { get; init; } = 32L << 20;

    /// <summary>Wall-clock time of the whole extraction.</summary>
    /// <value>Default 10 min; more than zero, at most 1 day.</value>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(10);

    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range; names it.</exception>
    internal void Demand()
    {
        InRange(Entries, 1, 10_000_000, nameof(Entries));
        InRange(TotalBytes, 0, long.MaxValue, nameof(TotalBytes));
        InRange(FileBytes, 0, long.MaxValue, nameof(FileBytes));
        InRange(Ratio, 1, double.MaxValue, nameof(Ratio));
        InRange(RatioAllowance, 0, long.MaxValue, nameof(RatioAllowance));
        InRange(Depth, 1, 1000, nameof(Depth));
        InRange(NameBytes, 1, 4095, nameof(NameBytes));
        InRange(ComponentBytes, 1, 255, nameof(ComponentBytes));
        InRange(AllNamesBytes, 1 << 10, 256L << 20, nameof(AllNamesBytes));
        InRange(Time, TimeSpan.FromTicks(1), TimeSpan.FromDays(1), nameof(Time));
    }

    private static void InRange<T>(T value, T least, T most, string limit)
        where T : IComparable<T>
    {
        if (!(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0))
        {
            throw new ArgumentOutOfRangeException(limit, value, $"{limit} is from {least} to {most}.");
        }
    }
}
