namespace AgentNotebook.Cells.Language;

/// <summary>Whether code can run as it stands. In lower case, the names are those of Jupyter's <c>is_complete_reply</c>.</summary>
public enum CompletenessState
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>More has to follow.</summary>
    Incomplete,

    /// <summary>Nothing that follows can make it right.</summary>
    Invalid,

    /// <summary>It is too long or too deep to be looked at.</summary>
    Unknown,
}
