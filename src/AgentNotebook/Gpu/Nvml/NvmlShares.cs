using AgentNotebook.Gpu.Processes;

namespace AgentNotebook.Gpu.Nvml;

/// <summary>Divides what a device holds among processes. Not for several threads at once; allocates only when there are more processes than ever before.</summary>
/// <remarks>
/// NVML keeps two lists, for computing and for graphics. A process that does both stands in both with all its memory, so that it counts once,
/// with the larger figure; one that stands twice in the same list (in two parts of a divided GPU) counts with the sum.
/// </remarks>
/// <param name="library">Initialised.</param>
/// <param name="family">Tells which processes are ours.</param>
internal sealed class NvmlShares(NvmlLibrary library, ProcessFamily family)
{
    /// <summary>More processes than this on one device are not asked for; shares may then be too low.</summary>
    private const int MaxProcesses = 65_536;

    private NvmlProcessInfo[] _compute = new NvmlProcessInfo[64];
    private NvmlProcessInfo[] _graphics = new NvmlProcessInfo[64];

    /// <summary>Reads both lists.</summary>
    /// <param name="device">The device's handle.</param>
    /// <param name="ours">Held by our processes.</param>
    /// <param name="others">Held by others, as far as the driver knows.</param>
    /// <param name="oursSeen">Whether one of our processes stands in a list.</param>
    /// <param name="holders">Receives each process; <see langword="null"/> when nobody asks.</param>
    /// <returns>Whether the driver tells what ours hold.</returns>
    public bool Read(nint device, out long ours, out long others, out bool oursSeen, List<MemoryHolder>? holders = null)
    {
        (ours, others, oursSeen) = (0, 0, false);
        if (List(device, graphics: false, ref _compute) is not { } computing)
        {
            return false;
        }

        // A part of a divided GPU has no list of these, and older libraries lack it: then there are none.
        var drawing = List(device, graphics: true, ref _graphics) ?? 0;
        var known = true;
        var (c, g) = (0, 0);
        while (c < computing || g < drawing)
        {
            var pid = Math.Min(c < computing ? _compute[c].Pid : uint.MaxValue, g < drawing ? _graphics[g].Pid : uint.MaxValue);
            var held = Larger(Take(_compute, computing, ref c, pid), Take(_graphics, drawing, ref g, pid));
            var isOurs = family.Contains((int)pid);
            holders?.Add(new MemoryHolder((int)pid, ProcFs.NameOf((int)pid), held, isOurs));
            oursSeen |= isOurs;
            known &= !isOurs || held is not null;
            ours += isOurs ? held ?? 0 : 0;
            others += isOurs ? 0 : held ?? 0;
        }

        return known;
    }

    private static long? Larger(long? left, long? right) => left is null || right is null ? left ?? right : Math.Max(left.Value, right.Value);

    /// <summary>What a process holds by one list, from whose place it is taken; <see langword="null"/> when it does not stand there or the driver does not know.</summary>
    private static long? Take(NvmlProcessInfo[] list, int count, ref int place, uint pid)
    {
        long? held = null;
        for (; place < count && list[place].Pid == pid; place++)
        {
            if (list[place].UsedGpuMemory != NvmlProcessInfo.NotAvailable)
            {
                held = (held ?? 0) + (long)Math.Min(list[place].UsedGpuMemory, long.MaxValue / (4 * MaxProcesses));
            }
        }

        return held;
    }

    /// <summary>Reads a list in order of process numbers.</summary>
    /// <returns>Its length; <see langword="null"/> when the driver does not give it.</returns>
    private int? List(nint device, bool graphics, ref NvmlProcessInfo[] buffer)
    {
        var code = library.Processes(device, graphics, buffer, out var count);
        for (var tries = 0; code == NvmlReturn.InsufficientSize && tries < 3 && count < MaxProcesses; tries++)
        {
            // Room for processes that start between two questions.
            buffer = new NvmlProcessInfo[Math.Max(count, buffer.Length) + 32];
            code = library.Processes(device, graphics, buffer, out count);
        }

        if (code != NvmlReturn.Success)
        {
            return null;
        }

        count = Math.Min(count, buffer.Length);
        buffer.AsSpan(0, count).Sort(static (left, right) => left.Pid.CompareTo(right.Pid));
        return count;
    }
}
