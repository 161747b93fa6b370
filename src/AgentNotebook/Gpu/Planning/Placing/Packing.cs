namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>A device for each item.</summary>
internal sealed class Packing
{
    private readonly PlanSpace _space;
    private readonly int[] _devices;
    private readonly long[] _free;

    private Packing(PlanSpace space, Staging staging)
    {
        _space = space;
        Staging = staging;
        _devices = new int[space.Items.Count];
        Array.Fill(_devices, -1);
        _free = new long[space.Devices.Count];
        for (var device = 0; device < _free.Length; device++)
        {
            _free[device] = space.Capacity[device] - staging.KeptOn(space, device);
        }
    }

    /// <summary>What is brought in, and for what room is kept.</summary>
    public Staging Staging { get; private set; }

    /// <summary>The device of each item.</summary>
    public IReadOnlyList<int> Devices => _devices;

    /// <summary>What is left on each device beside items and room to bring in.</summary>
    public IReadOnlyList<long> Free => _free;

    /// <summary>A packing that is still empty.</summary>
    /// <returns><see langword="null"/> when the room to bring in is more than a device has.</returns>
    public static Packing? Empty(PlanSpace space, Staging staging)
    {
        var packing = new Packing(space, staging);
        return Array.Exists(packing._free, free => free < 0) ? null : packing;
    }

    /// <summary>Whether an item may go to a device and fits there.</summary>
    public bool Fits(int item, int device) => _space.Bytes(item, device) <= _free[device] && Staging.Allows(_space, item, device);

    /// <summary>Puts an item, which may already be somewhere, on a device.</summary>
    public void Put(int item, int device)
    {
        if (_devices[item] >= 0)
        {
            _free[_devices[item]] += _space.Bytes(item, _devices[item]);
        }

        _devices[item] = device;
        _free[device] -= _space.Bytes(item, device);
    }

    /// <summary>Whether an item is on no device yet.</summary>
    public bool IsOpen(int item) => _devices[item] < 0;

    /// <summary>
    /// Moves what is on a slower device to a faster one that has room after all, and keeps no more room to bring in than the largest offloaded
    /// module needs, until nothing changes.
    /// </summary>
    public void Settle()
    {
        bool moved;
        do
        {
            Tighten();
            moved = false;
            for (var item = 0; item < _devices.Length; item++)
            {
                for (var device = 0; device < _devices[item] && !_space.RunsOn[_devices[item]]; device++)
                {
                    if (Fits(item, device))
                    {
                        Put(item, device);
                        moved = true;
                    }
                }
            }
        }
        while (moved);
    }

    /// <summary>Bytes on devices that run modules, bytes in main memory beside those, and changes of device along the model.</summary>
    public (long Running, long InMemory, int Hops) Score()
    {
        var (running, inMemory, hops) = (0L, 0L, 0);
        for (var item = 0; item < _devices.Length; item++)
        {
            var device = _devices[item];
            running += _space.RunsOn[device] ? _space.Bytes(item, device) : 0;
            inMemory += !_space.RunsOn[device] && device == _space.Cpu ? _space.Items[item].OffloadedBytes : 0;
            hops += item > 0 && device != _devices[item - 1] ? 1 : 0;
        }

        return (running, inMemory, hops);
    }

    private void Tighten()
    {
        var (anywhere, disk) = (-1L, -1L);
        for (var item = 0; item < _devices.Length; item++)
        {
            if (!_space.RunsOn[_devices[item]])
            {
                anywhere = Math.Max(anywhere, _space.Items[item].BringInBytes);
                disk = _devices[item] == _space.Disk ? Math.Max(disk, _space.Items[item].BringInBytes) : disk;
            }
        }

        var tight = new Staging(anywhere, disk);
        for (var device = 0; device < _free.Length; device++)
        {
            _free[device] += Staging.KeptOn(_space, device) - tight.KeptOn(_space, device);
        }

        Staging = tight;
    }
}
