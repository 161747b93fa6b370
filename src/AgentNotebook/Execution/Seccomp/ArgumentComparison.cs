namespace AgentNotebook.Execution.Seccomp;

/// <summary>How an argument is compared with a value.</summary>
internal enum ArgumentComparison
{
    Equal,
    NotEqual,

    /// <summary>At least one of the value's bits is set.</summary>
    AnyBit,
}
