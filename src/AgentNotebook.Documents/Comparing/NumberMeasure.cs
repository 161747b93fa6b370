using System.Globalization;

namespace AgentNotebook.Documents.Comparing;

/// <summary>When two numbers count as one.</summary>
/// <param name="Relative">How far they may lie apart as a share of the larger one.</param>
/// <param name="Absolute">How far they may lie apart in any case.</param>
/// <param name="IsDrawing">Whether whole numbers are measured, too, as places in a drawing are, and a letter may stand before a number.</param>
internal readonly record struct NumberMeasure(double Relative, double Absolute, bool IsDrawing)
{
    public const string TextName = "tolerance";
    public const string DrawingName = "drawing-tolerance";

    public static NumberMeasure OfText(ComparisonOptions options) => new(options.Tolerance, options.AbsoluteTolerance, false);

    public static NumberMeasure OfDrawing(ComparisonOptions options) => new(options.DrawingRelativeTolerance, options.DrawingTolerance, true);

    /// <summary>What reports call it: numbers that count as one are listed as a rule's doing.</summary>
    public string Name => IsDrawing ? DrawingName : TextName;

    /// <summary>Compares two numbers as they are written.</summary>
    public bool AreSame(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b))
        {
            return true;
        }

        if (!IsDrawing && IsWhole(a) && IsWhole(b))
        {
            return false;
        }

        return Read(a) is { } x && Read(b) is { } y && AreNear(x, y);
    }

    public bool AreNear(double x, double y) =>
        x.Equals(y) || (double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x - y) <= Math.Max(Absolute, Relative * Math.Max(Math.Abs(x), Math.Abs(y))));

    private static bool IsWhole(ReadOnlySpan<char> text) => text.IndexOfAny('.', 'e', 'E') < 0;

    private static double? Read(ReadOnlySpan<char> text) =>
        double.TryParse(text is ['−', .. var positive] ? $"-{positive}" : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
