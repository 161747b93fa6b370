namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>Finds a packing by trying all, the largest item first, or shows that there is none.</summary>
/// <remarks>
/// Bin packing is hard in general, but models consist of many equal blocks: equal items are tried in one order only, and of devices with the
/// same room left only the first (Martello and Toth 1990, chapter 8).
/// </remarks>
internal sealed class ExactPacker
{
    private readonly PlanSpace _space;
    private readonly int[] _order;
    private int _steps;

    /// <param name="space">Items and devices.</param>
    /// <param name="steps">How many steps all searches together may take.</param>
    public ExactPacker(PlanSpace space, int steps)
    {
        _space = space;
        _steps = steps;
        _order = [.. Enumerable.Range(0, space.Items.Count)
            .OrderByDescending(item => space.Items[item].Bytes).ThenByDescending(item => space.Items[item].OffloadedBytes)
            .ThenByDescending(item => space.Items[item].BringInBytes).ThenBy(item => space.Items[item].CanOffload)];
    }

    /// <summary>Whether the steps ran out before every possibility was tried.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>A packing; <see langword="null"/> when there is none, or when the steps ran out.</summary>
    public Packing? Pack(Staging staging)
    {
        if (Packing.Empty(_space, staging) is not { } packing)
        {
            return null;
        }

        if (_steps <= 0 || Rests(staging) is not { } rest)
        {
            GaveUp |= _steps <= 0;
            return null;
        }

        var (count, devices) = (_order.Length, _space.Devices.Count);
        var free = packing.Free.ToArray();
        var chosen = new int[count];
        Array.Fill(chosen, -1);
        for (var i = 0; i >= 0 && i < count;)
        {
            if (_steps-- <= 0)
            {
                GaveUp = true;
                return null;
            }

            var item = _order[i];
            if (chosen[i] >= 0)
            {
                free[chosen[i]] += _space.Bytes(item, chosen[i]);
            }

            var next = free.Sum() < rest[i] ? devices : Next(i);
            if (next == devices)
            {
                chosen[i--] = -1;
                continue;
            }

            chosen[i++] = next;
            free[next] -= _space.Bytes(item, next);
        }

        if (count > 0 && chosen[0] < 0)
        {
            return null;
        }

        for (var i = 0; i < count; i++)
        {
            packing.Put(_order[i], chosen[i]);
        }

        return packing;

        int Next(int i)
        {
            var item = _order[i];
            var lowest = i > 0 && IsEqual(item, _order[i - 1]) ? chosen[i - 1] : 0;
            for (var device = Math.Max(lowest, chosen[i] + 1); device < devices; device++)
            {
                if (_space.Bytes(item, device) <= free[device] && staging.Allows(_space, item, device) && !IsRepeated(device, lowest))
                {
                    return device;
                }
            }

            return devices;
        }

        bool IsRepeated(int device, int lowest)
        {
            for (var other = lowest; other < device; other++)
            {
                if (free[other] == free[device] && _space.RunsOn[other] && _space.RunsOn[device])
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The least that the items from one place in the order on take together; <see langword="null"/> when one may go nowhere.</summary>
    private long[]? Rests(Staging staging)
    {
        var rest = new long[_order.Length + 1];
        for (var i = _order.Length - 1; i >= 0; i--)
        {
            var least = long.MaxValue;
            for (var device = 0; device < _space.Devices.Count; device++)
            {
                least = staging.Allows(_space, _order[i], device) ? Math.Min(least, _space.Bytes(_order[i], device)) : least;
            }

            if (least == long.MaxValue)
            {
                return null;
            }

            rest[i] = rest[i + 1] + least;
        }

        return rest;
    }

    private bool IsEqual(int a, int b) => _space.Items[a] is var first && _space.Items[b] is var second
        && first.Bytes == second.Bytes && first.OffloadedBytes == second.OffloadedBytes && first.BringInBytes == second.BringInBytes && first.CanOffload == second.CanOffload;
}
