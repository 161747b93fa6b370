namespace AgentNotebook.Archives.Tests.Good;

/// <summary>How exactly a format keeps times.</summary>
public enum TimePrecision
{
    /// <summary>To the 100 ns that the framework counts.</summary>
    Exact,

    /// <summary>To the microsecond.</summary>
    Microsecond,

    /// <summary>To the second.</summary>
    Second,

    /// <summary>To two seconds, as DOS does.</summary>
    TwoSeconds,
}
