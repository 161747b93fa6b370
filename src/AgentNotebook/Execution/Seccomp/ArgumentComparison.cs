namespace AgentNotebook.Execution.Seccomp;

/// <summary>How an argument is compared with a value.</summary>
internal enum ArgumentComparison
{
    Equal,
    NotEqual,

    /// <summary>At least one of the value's bits is set.</summary>
    AnyBit,

    /// <summary>The second lowest byte is the value: the type of a request of ioctl(2), whose other bytes are its number, its size and its direction.</summary>
    RequestType,
}
