using System.Globalization;

namespace AgentNotebook.Gpu.Planning;

/// <summary>A place for modules and what may be used of it.</summary>
/// <param name="Kind">What kind of place it is.</param>
/// <param name="Index">A GPU's number, counted from 0; 0 for cpu and disk.</param>
/// <param name="MemoryBytes">What the plan may use of it in all, context and margin included; 0 or more, at most 2^60.</param>
/// <param name="Source">Where that number comes from, in words.</param>
public sealed record PlanDevice(PlanDeviceKind Kind, int Index, long MemoryBytes, string Source)
{
    /// <summary>What the driver's context takes, of which the program that loads the model sees nothing.</summary>
    /// <value>Bytes; default 0. See <see cref="PlanRequest.DefaultContextBytes"/>.</value>
    public long ContextBytes { get; init; }

    /// <summary>What is left free as a margin.</summary>
    /// <value>Bytes; default 0.</value>
    public long ReserveBytes { get; init; }

    /// <summary>What weights, and modules that are brought in to be run, may take.</summary>
    public long UsableBytes => Math.Max(0, MemoryBytes - ContextBytes - ReserveBytes);

    /// <summary><c>GPU 0</c>, <c>cpu</c> or <c>disk</c>.</summary>
    public string Label => Kind switch
    {
        PlanDeviceKind.Gpu => string.Create(CultureInfo.InvariantCulture, $"GPU {Index}"),
        PlanDeviceKind.Cpu => "cpu",
        _ => "disk",
    };
}
