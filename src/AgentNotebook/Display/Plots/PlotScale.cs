using System.Globalization;

namespace AgentNotebook.Display.Plots;

/// <summary>An axis: from numbers to pixels, with round numbers to label.</summary>
internal sealed class PlotScale
{
    private readonly double _step;
    private readonly double _pixelFrom;
    private readonly double _pixelTo;

    private PlotScale(double from, double to, double step, double pixelFrom, double pixelTo) =>
        (From, To, _step, _pixelFrom, _pixelTo) = (from, to, step, pixelFrom, pixelTo);

    public double From { get; }

    public double To { get; }

    /// <summary>An axis that holds all of some finite numbers.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="pixelFrom">Where it begins.</param>
    /// <param name="pixelTo">Where it ends; may be less.</param>
    /// <param name="most">The most steps between labels.</param>
    public static PlotScale Over(IEnumerable<double> values, double pixelFrom, double pixelTo, int most)
    {
        var (least, largest) = values.DefaultIfEmpty(0).Aggregate((Least: double.MaxValue, Largest: double.MinValue), (range, value) => (Math.Min(range.Least, value), Math.Max(range.Largest, value)));
        // A single number gets room on both sides; a difference too small for its digits is none.
        if (largest - least <= Math.Abs(largest) * 1e-9)
        {
            var room = least == 0 ? 1 : Math.Abs(least) / 2;
            (least, largest) = (least - room, largest + room);
        }

        var step = Step((largest / most) - (least / most));
        return new PlotScale(Math.Floor((least / step) + 1e-9) * step, Math.Ceiling((largest / step) - 1e-9) * step, step, pixelFrom, pixelTo);
    }

    public double Pixel(double value) => _pixelFrom + ((value - From) / (To - From) * (_pixelTo - _pixelFrom));

    /// <summary>The numbers to label, with their texts.</summary>
    public IEnumerable<(double Value, string Text)> Ticks()
    {
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(_step) - 1e-9), 0, 12);
        var isPlain = _step is >= 1e-6 and < 1e9 && Math.Max(Math.Abs(From), Math.Abs(To)) < 1e12;
        for (var i = 0; i <= (int)Math.Round((To - From) / _step); i++)
        {
            // Not a sum of steps, whose roundings add up.
            var value = (Math.Round(From / _step) + i) * _step;
            yield return (value, isPlain ? value.ToString($"F{decimals}", CultureInfo.InvariantCulture) : value.ToString("0.###e0", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (least / power) switch { <= 1 + 1e-9 => 1, <= 2 + 1e-9 => 2, <= 5 + 1e-9 => 5, _ => 10 };
    }
}
