namespace AgentNotebook.Execution.Seccomp;

/// <summary>
/// One comparison of one argument, and the answer when it holds. Only the low 32 bits are compared, since every argument tested here is an
/// <c>int</c> or <c>unsigned int</c> to the kernel (<c>clone</c> takes the low half of its flags, too): it drops the high half, so a comparison that saw it
/// could be passed by with a bit that means nothing.
/// </summary>
internal readonly struct ArgumentTest(int argument, ArgumentComparison comparison, uint value, uint action)
{
    internal int Argument => argument;

    internal ArgumentComparison Comparison => comparison;

    internal uint Value => value;

    internal uint Action => action;
}
