namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>Counts what was asked of guests and what came back. Safe to use from any thread.</summary>
internal sealed class Answers
{
    private const int MaximumFaults = 20;

    private readonly Lock _gate = new();
    private readonly List<string> _faults = [];

    /// <summary>Programs that were run.</summary>
    public int Asked { get; private set; }

    /// <summary>Programs that gave what they had to.</summary>
    public int Right { get; private set; }

    /// <summary>What the others gave instead, the first of them.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Whether none was wrong or lost.</summary>
    public bool AreAllRight => Asked == Right;

    /// <summary>Counts one.</summary>
    /// <param name="fault">What was wrong; <see langword="null"/> when nothing was.</param>
    /// <returns>Whether nothing was.</returns>
    public bool Count(string? fault)
    {
        lock (_gate)
        {
            Asked++;
            Right += fault is null ? 1 : 0;
            if (fault is not null && _faults.Count < MaximumFaults)
            {
                _faults.Add(fault);
            }

            return fault is null;
        }
    }
}
