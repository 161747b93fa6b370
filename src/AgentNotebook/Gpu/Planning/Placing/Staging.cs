namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>How large a module may be that is brought in to be run, and so how much room is kept for it.</summary>
/// <param name="FromAnywhere">Largest module off the devices that run modules; room for it is kept on <see cref="PlanSpace.Main"/>. -1: nothing is offloaded.</param>
/// <param name="FromDisk">Largest module on disk, which passes through main memory; room for it is kept there too. -1: nothing is on disk.</param>
internal readonly record struct Staging(long FromAnywhere, long FromDisk)
{
    /// <summary>Nothing is offloaded.</summary>
    public static Staging None => new(-1, -1);

    /// <summary>Room that is kept on a device.</summary>
    public long KeptOn(PlanSpace space, int device) =>
        device == space.Main ? Math.Max(0, FromAnywhere)
        : device == space.Cpu ? Math.Max(0, FromDisk)
        : 0;

    /// <summary>Whether an item may be on a device.</summary>
    public bool Allows(PlanSpace space, int item, int device)
    {
        if (space.RunsOn[device])
        {
            return space.Devices[device].Kind == PlanDeviceKind.Gpu || space.Items[item].CanOffload;
        }

        if (device != space.Cpu && (device != space.Disk || space.Cpu < 0))
        {
            return false;
        }

        var module = space.Items[item];
        return module.CanOffload && module.BringInBytes <= FromAnywhere && (device != space.Disk || module.BringInBytes <= FromDisk);
    }
}
