namespace AgentNotebook.PlotlyNet;

/// <summary>How charts are made.</summary>
public sealed record PlotlyOptions
{
    /// <summary>The most points of one line; of more, those are kept that a picture of so many can show: the highest and the lowest of each stretch of time.</summary>
    /// <value>Default 2,000; from 100 to 20,000.</value>
    public int Points { get; init; } = 2000;

    /// <summary>The most steps of a run; of more, the last ones are shown, and the title says so.</summary>
    /// <value>Default 1,000; from 10 to 10,000.</value>
    public int Steps { get; init; } = 1000;

    /// <summary>The most marks of a memory curve; of more, the last ones are shown.</summary>
    /// <value>Default 100; from 0 to 1,000.</value>
    public int Marks { get; init; } = 100;

    /// <summary>Height of the chart.</summary>
    /// <value>Pixels; from 100 to 4,000; default <see langword="null"/>: 400, and 160 more for each device after the first.</value>
    public int? Height { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    internal void Validate()
    {
        InRange(Points, 100, 20_000, nameof(Points));
        InRange(Steps, 10, 10_000, nameof(Steps));
        InRange(Marks, 0, 1000, nameof(Marks));
        InRange(Height ?? 100, 100, 4000, nameof(Height));
    }

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it goes from {least} to {most}.");
        }
    }
}
