namespace AgentNotebook.Worker;

/// <summary>What this process takes away from itself before it says that it is ready.</summary>
internal static class ProcessLimits
{
    private const uint LastWordsBytes = 32 << 20;

    private static Posix.ResourceLimit _lastWords;

    internal static void Apply(long memoryBytes)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A session of its own: one kill reaches everything in it, and no terminal signal of the host does.
        _ = Posix.BecomeSessionLeader();
        Demand(Posix.SetLimit(Posix.ResourceCore, new Posix.ResourceLimit(0, 0)), "core size");
        if (OperatingSystem.IsLinux())
        {
            // A descendant that cuts itself loose becomes our child again, where the parent finds it.
            _ = Posix.ProcessControl(Posix.SetChildSubreaper, 1, 0, 0, 0);
            // Stacks count here before they are used, hence twice the limit; the parent's watch on resident memory is the exact one.
            var data = (nuint)(DataSegment() + (2 * memoryBytes));
            _lastWords = new Posix.ResourceLimit(data + LastWordsBytes, data + LastWordsBytes);
            Demand(Posix.SetLimit(Posix.ResourceData, new Posix.ResourceLimit(data, _lastWords.Hard)), "data segment");
        }
    }

    /// <summary>Frees a little room, so that a process whose memory is spent can still say so.</summary>
    internal static void MakeRoomForLastWords()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Posix.SetLimit(Posix.ResourceData, _lastWords);
        }
    }

    private static long DataSegment()
    {
        const string Field = "VmData:";
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Field, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Field.Length).Trim().TrimEnd("kB").Trim(), System.Globalization.CultureInfo.InvariantCulture) << 10;
    }

    private static void Demand(int status, string limit)
    {
        if (status != 0)
        {
            throw new InvalidOperationException($"The limit on {limit} could not be set.");
        }
    }
}
