using System.Globalization;

namespace AgentNotebook.Tool.Bench.Figures;

/// <summary>What a figure should come to.</summary>
/// <param name="Statistic">Which part of its spread is judged.</param>
/// <param name="Bound">Where the limit lies.</param>
/// <param name="Limit">The limit, in the figure's unit.</param>
internal sealed record Goal(GoalStatistic Statistic, GoalBound Bound, double Limit)
{
    public static Goal MedianAtMost(double limit) => new(GoalStatistic.Median, GoalBound.AtMost, limit);

    public static Goal MedianAtLeast(double limit) => new(GoalStatistic.Median, GoalBound.AtLeast, limit);

    public static Goal MaxAtMost(double limit) => new(GoalStatistic.Max, GoalBound.AtMost, limit);

    /// <summary>What is judged, divided by the limit; where the limit is nothing at all, what is judged itself.</summary>
    public double RatioOf(Spread spread) => Math.Round((Statistic == GoalStatistic.Median ? spread.Median : spread.Max) / (Limit == 0 ? 1 : Limit), 4);

    /// <summary>Whether the spread keeps to it.</summary>
    public bool IsMetBy(Spread spread)
    {
        var judged = Statistic == GoalStatistic.Median ? spread.Median : spread.Max;
        return Bound == GoalBound.AtMost ? judged <= Limit : judged >= Limit;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Statistic == GoalStatistic.Median ? "median" : "max")} {(Bound == GoalBound.AtMost ? "≤" : "≥")} {Limit:0.##}");
}
