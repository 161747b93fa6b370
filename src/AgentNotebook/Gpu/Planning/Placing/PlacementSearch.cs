namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>Looks for the best packing: everything where it runs; else as much of it as can be, the rest in main memory, the rest of that on disk.</summary>
internal sealed class PlacementSearch
{
    /// <summary>How many sizes of the largest offloaded module are tried; models have a handful of different modules.</summary>
    private const int MostSizes = 64;

    /// <summary>With more items than this, fewer sizes are tried, so that a hostile model of hundreds of thousands costs no more.</summary>
    private const int ItemsForAllSizes = 4000;

    private readonly IReadOnlyList<PlanSpace> _ways;
    private readonly int _steps;

    private PlacementSearch(IReadOnlyList<PlanSpace> ways, int steps) => (_ways, _steps) = (ways, steps);

    /// <summary>Whether the search ended before every possibility was tried, so that what was not found may exist.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>The best packing that was found, with the devices as it uses them; <see langword="null"/> without one.</summary>
    public (PlanSpace Space, Packing Packing)? Found { get; private set; }

    /// <summary>Searches.</summary>
    /// <param name="ways">The ways to use the devices, the best first.</param>
    /// <param name="steps">Steps for trying all possibilities.</param>
    public static PlacementSearch Run(IReadOnlyList<PlanSpace> ways, int steps)
    {
        var search = new PlacementSearch(ways, steps);
        search.Run();
        return search;
    }

    private void Run()
    {
        foreach (var kind in _ways.GroupBy(way => way.Devices[way.Main].Kind))
        {
            // Where nothing is offloaded it does not matter which of the devices would take what is brought in.
            var exact = new ExactPacker(kind.First(), _steps);
            var packing = kind.First().MayRunAll ? new QuickPacker(kind.First()).Pack(Staging.None).FirstOrDefault() ?? exact.Pack(Staging.None) : null;
            if (packing is not null)
            {
                Found = (kind.First(), packing);
                return;
            }

            foreach (var way in kind.Where(way => way.MayHoldAll))
            {
                if (Offload(way) is { } offloaded)
                {
                    Found = (way, offloaded);
                    return;
                }
            }

            foreach (var way in kind.Where(way => way.MayHoldAll))
            {
                var last = new ExactPacker(way, _steps);
                if (Stagings(way).Select(last.Pack).FirstOrDefault(found => found is not null) is { } offloaded)
                {
                    offloaded.Settle();
                    Found = (way, offloaded);
                    return;
                }

                GaveUp |= last.GaveUp;
            }

            GaveUp |= exact.GaveUp;
        }
    }

    private static Packing? Offload(PlanSpace way)
    {
        var packer = new QuickPacker(way);
        Packing? best = null;
        foreach (var staging in Stagings(way))
        {
            var room = Enumerable.Range(0, way.Devices.Count).Where(device => way.RunsOn[device]).Sum(device => way.Capacity[device]) - staging.FromAnywhere;
            if (best is not null && room < best.Score().Running)
            {
                // The larger what is brought in, the less stays on the devices that run modules.
                break;
            }

            var bound = 0L;
            for (var item = 0; item < way.Items.Count; item++)
            {
                bound += way.Items[item].CanOffload && way.Items[item].BringInBytes <= staging.FromAnywhere ? 0 : way.Bytes(item, way.Main);
            }

            foreach (var packing in bound <= room ? packer.Pack(staging) : [])
            {
                packing.Settle();
                best = best is null || IsBetter(packing, best) ? packing : best;
            }
        }

        return best;
    }

    private static bool IsBetter(Packing packing, Packing best)
    {
        var (one, other) = (packing.Score(), best.Score());
        return one.Running != other.Running ? one.Running > other.Running
            : one.InMemory != other.InMemory ? one.InMemory > other.InMemory
            : one.Hops < other.Hops;
    }

    /// <summary>What may be the largest module that is offloaded, and the largest on disk: each size that occurs, the smallest first.</summary>
    private static IEnumerable<Staging> Stagings(PlanSpace way)
    {
        var sizes = way.Items.Where(item => item.CanOffload).Select(item => item.BringInBytes).Distinct().Order().ToList();
        var half = (int)Math.Clamp((long)MostSizes / 2 * ItemsForAllSizes / Math.Max(1, way.Items.Count), 1, MostSizes / 2);
        foreach (var size in sizes.Count <= 2 * half ? sizes : [.. sizes.Take(half), .. sizes.TakeLast(half)])
        {
            if (way.Cpu >= 0 && way.Cpu != way.Main)
            {
                yield return new Staging(size, -1);
            }

            if (way.Disk >= 0 && way.Cpu >= 0)
            {
                yield return new Staging(size, size);
                if (way.Cpu != way.Main && sizes[0] < size)
                {
                    yield return new Staging(size, sizes[0]);
                }
            }
        }
    }
}
