namespace AgentNotebook.Kernel.Zmtp;

/// <summary>The first byte of a frame (RFC 37, "Framing").</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,

    /// <summary>Another frame of the same message follows.</summary>
    More = 1,

    /// <summary>The size takes eight bytes, else one.</summary>
    Long = 2,

    /// <summary>The frame is a command.</summary>
    Command = 4,

    All = More | Long | Command,
}
