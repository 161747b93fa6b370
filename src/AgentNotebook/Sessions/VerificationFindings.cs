namespace AgentNotebook.Sessions;

/// <summary>What a verification has looked at and found so far, in all stores.</summary>
internal sealed class VerificationFindings
{
    /// <summary>More says nothing new and would fill the memory when a store is garbage.</summary>
    public const int ProblemsListed = 1000;

    private readonly List<string> _problems = [];
    private int _sessions;
    private long _entries;

    /// <summary>How many problems were found.</summary>
    public int Problems => _problems.Count;

    /// <summary>Counts a session that is looked at.</summary>
    public void BeginSession() => _sessions++;

    /// <summary>Counts an entry that is looked at.</summary>
    public void CountEntry() => _entries++;

    /// <summary>Takes a problem, as a sentence.</summary>
    public void Report(string problem)
    {
        if (_problems.Count < ProblemsListed)
            _problems.Add(problem);
        else if (_problems.Count == ProblemsListed)
            _problems.Add($"There are more than {ProblemsListed} problems; the rest are not listed.");
    }

    /// <summary>All of it.</summary>
    public VerificationReport ToReport() => new(_sessions, _entries, _problems);
}
