namespace AgentNotebook.Attacks;

/// <summary>Who runs the notebook that is attacked.</summary>
internal enum User
{
    /// <summary>The superuser.</summary>
    Root,

    /// <summary>A user without any capability.</summary>
    Ordinary,
}
