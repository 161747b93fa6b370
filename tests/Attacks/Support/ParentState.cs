using System.Globalization;

namespace AgentNotebook.Attacks;

/// <summary>What another process could change in this one without touching its memory.</summary>
internal sealed record ParentState(int Priority, int Scheduler, string Affinity, string CoreLimit, int DescriptorFlags)
{
    internal static ParentState Read(int descriptor)
    {
        var mask = new byte[128];
        var limit = new ulong[2];
        var size = Libc.Affinity(0, (nuint)mask.Length, mask);
        _ = Libc.Limit(Libc.ResourceCore, limit);
        return new ParentState(
            Libc.Priority(0, 0),
            Libc.Scheduler(0),
            size < 0 ? "" : Convert.ToHexString(mask),
            string.Create(CultureInfo.InvariantCulture, $"{limit[0]}/{limit[1]}"),
            // Whether it is open; its close-on-exec flag is for the library to set.
            Math.Min(Libc.Control(descriptor, Libc.GetDescriptorFlags, 0), 0));
    }

    internal IEnumerable<string> Changes(ParentState now)
    {
        (string What, bool Same)[] all =
        [
            ("priority", Priority == now.Priority),
            ("scheduler", Scheduler == now.Scheduler),
            ("affinity", Affinity == now.Affinity),
            ("core limit", CoreLimit == now.CoreLimit),
            ("open descriptor", DescriptorFlags == now.DescriptorFlags),
        ];
        return all.Where(one => !one.Same).Select(one => $"the parent's {one.What} was changed");
    }
}
