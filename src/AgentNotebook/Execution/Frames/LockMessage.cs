namespace AgentNotebook.Execution.Frames;

/// <summary>The limits a worker sets on itself, in the system's own units; 0 leaves one as it is. The parent reckons them, because it can see how large the worker is.</summary>
/// <param name="AddressSpaceBytes">RLIMIT_AS.</param>
/// <param name="DataBytes">RLIMIT_DATA.</param>
/// <param name="CpuSeconds">RLIMIT_CPU.</param>
internal sealed record LockMessage(long AddressSpaceBytes, long DataBytes, int CpuSeconds)
{
    internal byte[] Encode() => new PayloadWriter().Long(AddressSpaceBytes).Long(DataBytes).Int(CpuSeconds).ToArray();

    internal static LockMessage Decode(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var message = new LockMessage(reader.Long(), reader.Long(), reader.Int());
        reader.End();
        return message;
    }
}
