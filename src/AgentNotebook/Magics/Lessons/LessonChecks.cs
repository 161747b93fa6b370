namespace AgentNotebook.Magics.Lessons;

/// <summary>What the <c>#!check</c> cells of a notebook found, the last time each ran.</summary>
public sealed class LessonChecks
{
    private readonly Lock _gate = new();
    private readonly List<LessonCheck> _checks = [];

    /// <summary>Each check once, in the order in which they first ran.</summary>
    public IReadOnlyList<LessonCheck> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _checks];
            }
        }
    }

    internal void Keep(LessonCheck check)
    {
        lock (_gate)
        {
            var at = _checks.FindIndex(other => other.Name == check.Name);
            if (at < 0)
            {
                _checks.Add(check);
            }
            else
            {
                _checks[at] = check;
            }
        }
    }
}
