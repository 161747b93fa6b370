namespace AgentNotebook.Gpu.Planning;

/// <summary>What a plan puts on one device.</summary>
/// <param name="Device">The device.</param>
/// <param name="WeightBytes">Bytes of the modules there.</param>
/// <param name="BringInBytes">Room kept for the largest module that is brought in from slower memory to be run.</param>
public sealed record PlacedDevice(PlanDevice Device, long WeightBytes, long BringInBytes)
{
    /// <summary>What is left beside weights, room to bring in, context and margin.</summary>
    public long FreeBytes => Device.UsableBytes - WeightBytes - BringInBytes;
}
