using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Gpu;

/// <summary>What the parts share: how often to repeat, the figures so far and what came out wrong.</summary>
/// <param name="repetitions">How often to repeat what.</param>
internal sealed class GpuBench(IReadOnlyDictionary<string, int> repetitions)
{
    private readonly List<Figure> _figures = [];
    private readonly List<string> _wrong = [];

    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>What came out wrong, a sentence each.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>How often to repeat something.</summary>
    public int Count(string what) => repetitions[what];

    /// <summary>Adds a figure; without values it was not asked for.</summary>
    public void Add(string part, string name, string unit, IReadOnlyCollection<double> values, Goal? goal = null)
    {
        if (values.Count > 0)
        {
            _figures.Add(new Figure(part, name, unit, Spread.Of(values), goal));
        }
    }

    /// <summary>Notes that something was wrong.</summary>
    public void Fail(string what) => _wrong.Add(what);
}
