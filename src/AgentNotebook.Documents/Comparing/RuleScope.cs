namespace AgentNotebook.Documents.Comparing;

/// <summary>Where a rule holds when nobody says anything.</summary>
public enum RuleScope
{
    /// <summary>In every text.</summary>
    Everywhere,

    /// <summary>Where a display of AgentNotebook marks its own figures with <c>data-volatile</c>, and where a notebook, a cell or the command line asks for it.</summary>
    Marked,
}
