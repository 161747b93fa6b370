using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>The limits of <c>setrlimit(2)</c> this process sets on itself before it says that it is ready.</summary>
internal static class ProcessLimits
{
    // A guest can make pipes and event descriptors, which hold kernel memory. The runtime keeps one open for every assembly it has loaded, about 170.
    private const nuint Descriptors = 1024;

    private const nuint LastWordsBytes = 32 << 20;

    private static Posix.ResourceLimit _dataWithLastWords;
    private static Posix.ResourceLimit _spaceWithLastWords;

    /// <summary>Sets them; each with the error number it gave, 0 when it worked.</summary>
    internal static IEnumerable<(string Step, int Error)> Apply(LockMessage limits)
    {
        yield return ("limit on core dumps", Set(Posix.ResourceCore, 0, 0));
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        if (limits.DataBytes > 0)
        {
            _dataWithLastWords = Room(limits.DataBytes);
            yield return ("limit on data", Set(Posix.ResourceData, (nuint)limits.DataBytes, _dataWithLastWords.Hard));
        }

        if (limits.AddressSpaceBytes > 0)
        {
            _spaceWithLastWords = Room(limits.AddressSpaceBytes);
            yield return ("limit on address space", Set(Posix.ResourceAddressSpace, (nuint)limits.AddressSpaceBytes, _spaceWithLastWords.Hard));
        }

        if (limits.CpuSeconds > 0)
        {
            yield return ("limit on processor time", Set(Posix.ResourceCpu, (nuint)limits.CpuSeconds, (nuint)limits.CpuSeconds));
        }

        yield return ("limit on descriptors", Set(Posix.ResourceDescriptors, Descriptors, Descriptors));
    }

    /// <summary>Frees a little room, so that a process whose memory is spent can still say so.</summary>
    internal static void MakeRoomForLastWords()
    {
        if (_dataWithLastWords.Hard > 0)
        {
            _ = Posix.SetLimit(Posix.ResourceData, _dataWithLastWords);
        }

        if (_spaceWithLastWords.Hard > 0)
        {
            _ = Posix.SetLimit(Posix.ResourceAddressSpace, _spaceWithLastWords);
        }
    }

    private static Posix.ResourceLimit Room(long bytes) => new((nuint)bytes + LastWordsBytes, (nuint)bytes + LastWordsBytes);

    private static int Set(int resource, nuint soft, nuint hard) => Posix.ErrorOf(Posix.SetLimit(resource, new Posix.ResourceLimit(soft, hard)));
}
