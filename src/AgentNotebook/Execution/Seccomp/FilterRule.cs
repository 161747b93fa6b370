namespace AgentNotebook.Execution.Seccomp;

/// <summary>The answer for one call: that of the first test that holds, else <paramref name="Otherwise"/>.</summary>
internal readonly record struct FilterRule(SystemCall Call, ArgumentTest[] Tests, uint Otherwise)
{
    /// <summary>One answer, whatever the arguments.</summary>
    internal FilterRule(SystemCall call, uint action)
        : this(call, [], action)
    {
    }
}
