using AgentNotebook.Gpu.Planning.Trees;

namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>Units that have to be on one device because they share data; most items are one unit.</summary>
internal sealed class PlanItem
{
    private PlanItem(IReadOnlyList<int> units, IReadOnlyList<PlanUnit> all)
    {
        Units = units;
        var storages = units.SelectMany(unit => all[unit].Storages).Distinct().ToList();
        Bytes = storages.Sum(storage => storage.Bytes);
        OffloadedBytes = storages.Sum(storage => storage.OffloadedBytes);
        CanOffload = storages.TrueForAll(storage => storage.CanOffload);
        BringInBytes = units.Max(unit => all[unit].Storages.Sum(storage => storage.OffloadedBytes));
    }

    /// <summary>The units' numbers, in the model's order.</summary>
    public IReadOnlyList<int> Units { get; }

    /// <summary>Size on a GPU, shared data counted once.</summary>
    public long Bytes { get; }

    /// <summary>Size elsewhere, shared data counted once.</summary>
    public long OffloadedBytes { get; }

    /// <summary>What has to be brought in at once when it is where it cannot run: the largest of its units.</summary>
    public long BringInBytes { get; }

    /// <summary>Whether it may be elsewhere than on a GPU.</summary>
    public bool CanOffload { get; }

    /// <summary>Groups units by the data they share, in the order of the first unit of each.</summary>
    public static IReadOnlyList<PlanItem> Group(IReadOnlyList<PlanUnit> units, int storages)
    {
        // Disjoint sets with path halving (Tarjan and van Leeuwen 1984).
        var parent = Enumerable.Range(0, units.Count).ToArray();
        var owner = new int[storages];
        Array.Fill(owner, -1);
        for (var unit = 0; unit < units.Count; unit++)
        {
            foreach (var storage in units[unit].Storages)
            {
                var (own, other) = (Root(unit), owner[storage.Index] < 0 ? Root(unit) : Root(owner[storage.Index]));
                parent[Math.Max(own, other)] = Math.Min(own, other);
                owner[storage.Index] = unit;
            }
        }

        return [.. Enumerable.Range(0, units.Count).GroupBy(Root).OrderBy(group => group.Key).Select(group => new PlanItem([.. group], units))];

        int Root(int unit)
        {
            while (parent[unit] != unit)
            {
                unit = parent[unit] = parent[parent[unit]];
            }

            return unit;
        }
    }
}
