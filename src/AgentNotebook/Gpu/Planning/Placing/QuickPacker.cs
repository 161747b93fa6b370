namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>Packs in one pass over the items, in several ways of which each is good where another is not.</summary>
internal sealed class QuickPacker
{
    private readonly PlanSpace _space;
    private readonly int[] _modelOrder;
    private readonly int[] _bySize;

    public QuickPacker(PlanSpace space)
    {
        _space = space;
        _modelOrder = [.. Enumerable.Range(0, space.Items.Count)];
        _bySize = [.. _modelOrder.OrderByDescending(item => space.Items[item].Bytes)];
    }

    /// <summary>Every packing that is found, the one with the fewest transfers first.</summary>
    public IEnumerable<Packing> Pack(Staging staging)
    {
        foreach (var packing in new[] { Forward(staging), FirstFit(staging, _modelOrder), FirstFit(staging, _bySize), FirstFit(staging, _modelOrder, boundFirst: true), FirstFit(staging, _bySize, boundFirst: true) })
        {
            if (packing is not null)
            {
                yield return packing;
            }
        }
    }

    /// <summary>In the model's order over the devices, never going back: as few transfers as can be, as device_map="auto" does it.</summary>
    private Packing? Forward(Staging staging)
    {
        if (Packing.Empty(_space, staging) is not { } packing)
        {
            return null;
        }

        var device = 0;
        foreach (var item in _modelOrder)
        {
            while (device < _space.Devices.Count && !packing.Fits(item, device))
            {
                device++;
            }

            if (device == _space.Devices.Count)
            {
                return null;
            }

            packing.Put(item, device);
        }

        return packing;
    }

    /// <summary>Each item to the first device with room, earlier ones included; those that may not be offloaded first where asked.</summary>
    private Packing? FirstFit(Staging staging, int[] order, bool boundFirst = false)
    {
        if (Packing.Empty(_space, staging) is not { } packing)
        {
            return null;
        }

        if (boundFirst && !Place(_bySize.Where(item => !IsFree(item, staging))))
        {
            return null;
        }

        return Place(order.Where(packing.IsOpen)) ? packing : null;

        bool Place(IEnumerable<int> items)
        {
            foreach (var item in items)
            {
                var device = 0;
                while (device < _space.Devices.Count && !packing.Fits(item, device))
                {
                    device++;
                }

                if (device == _space.Devices.Count)
                {
                    return false;
                }

                packing.Put(item, device);
            }

            return true;
        }
    }

    private bool IsFree(int item, Staging staging) =>
        Enumerable.Range(0, _space.Devices.Count).Any(device => !_space.RunsOn[device] && staging.Allows(_space, item, device));
}
