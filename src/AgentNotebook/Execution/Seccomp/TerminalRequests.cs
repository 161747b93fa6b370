namespace AgentNotebook.Execution.Seccomp;

/// <summary>Requests of ioctl(2), equal on x86-64 and arm64 (asm-generic/ioctls.h).</summary>
internal static class TerminalRequests
{
    /// <summary><c>TCGETS</c>: is this a terminal?</summary>
    internal const uint Attributes = 0x5401;

    /// <summary><c>TCGETS2</c>: what newer C libraries ask instead.</summary>
    internal const uint Attributes2 = 0x802c_542a;

    /// <summary><c>TIOCSTI</c>: types into the terminal of the user.</summary>
    internal const uint FakeInput = 0x5412;

    /// <summary><c>TIOCGWINSZ</c>.</summary>
    internal const uint WindowSize = 0x5413;

    /// <summary><c>FIONREAD</c>.</summary>
    internal const uint BytesReady = 0x541b;

    /// <summary><c>TIOCLINUX</c>: pastes into a virtual console.</summary>
    internal const uint Console = 0x541c;

    /// <summary><c>FIONCLEX</c>.</summary>
    internal const uint KeepOnExec = 0x5450;

    /// <summary><c>FIOCLEX</c>.</summary>
    internal const uint CloseOnExec = 0x5451;
}
