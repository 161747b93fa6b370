namespace AgentNotebook.Execution.Seccomp;

/// <summary>The conditions of a jump: <c>BPF_JMP | BPF_K</c> with each (linux/bpf_common.h).</summary>
internal enum FilterTest : ushort
{
    Equal = 0x15,

    /// <summary>Unsigned.</summary>
    AtLeast = 0x35,

    AnyBit = 0x45,
}
