namespace AgentNotebook.Execution.Seccomp;

/// <summary>The answer for one call: that of the first test that holds, else <paramref name="otherwise"/>.</summary>
internal sealed class FilterRule(SystemCall call, ArgumentTest[] tests, uint otherwise)
{
    /// <summary>One answer, whatever the arguments.</summary>
    internal FilterRule(SystemCall call, uint action)
        : this(call, [], action)
    {
    }

    internal SystemCall Call => call;

    internal ReadOnlySpan<ArgumentTest> Tests => tests;

    internal uint Otherwise => otherwise;
}
