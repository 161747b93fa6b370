namespace AgentNotebook.Gpu.Planning;

/// <summary>For what a model is planned.</summary>
public sealed record PlanRequest
{
    /// <summary>What a CUDA context with its libraries takes of a GPU before the first weight is there.</summary>
    /// <value>1.5 GiB: between the 1 and 2 GB that users of device_map report; the exact figure depends on driver, GPU and libraries.</value>
    public const long DefaultContextBytes = 3L << 29;

    /// <summary>The margin that is left free on every GPU and in main memory.</summary>
    /// <value>512 MiB.</value>
    public const long DefaultReserveBytes = 1L << 29;

    /// <summary>Where modules may go: each GPU at most once, main memory at most once, disk at most once.</summary>
    public required IReadOnlyList<PlanDevice> Devices { get; init; }

    /// <summary>How weights are rounded.</summary>
    /// <value>Default <see cref="WeightQuantization.None"/>.</value>
    public WeightQuantization Quantization { get; init; }

    /// <summary>Whether modules of a quantized model may leave the GPUs, where they are then kept in 32 bits. Only with <see cref="WeightQuantization.Int8"/>.</summary>
    /// <value>Default <see langword="false"/>: a quantized model is not offloaded.</value>
    public bool Float32Offload { get; init; }

    /// <summary>
    /// Modules that stay in one piece: patterns over the last parts of a module's path, in which <c>N</c> stands for a number and <c>*</c> for
    /// anything. The outermost module that matches counts.
    /// </summary>
    /// <value>Default <see langword="null"/>: repeated blocks, see <see cref="DefaultNoSplit"/>. Empty: every module may be split.</value>
    public IReadOnlyList<string>? NoSplit { get; init; }

    /// <summary>Ties that the files do not tell.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<PlanTie> Ties { get; init; } = [];

    /// <summary>What is to be said of the machine, a sentence each; repeated among the plan's notes.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>How many parts a tensor's name may have.</summary>
    /// <value>Default 64; 1 to 512.</value>
    public int ModuleDepth { get; init; } = 64;

    /// <summary>How many modules a model may have.</summary>
    /// <value>Default 500,000; 1 to 10,000,000. The largest published mixtures of experts have some 90,000.</value>
    public int ModuleCount { get; init; } = 500_000;

    /// <summary>How many steps are spent on finding a placement by trying all, when the quick ways found none.</summary>
    /// <value>Default 50,000, some milliseconds; 0 to 100,000,000.</value>
    public int SearchSteps { get; init; } = 50_000;

    /// <summary>The names under which model libraries keep repeated blocks.</summary>
    public static IReadOnlyList<string> DefaultNoSplit { get; } =
        ["layers.N", "layer.N", "h.N", "blk.N", "block.N", "blocks.N", "resblocks.N", "transformer_blocks.N", "single_transformer_blocks.N"];

    /// <exception cref="PlanRefusedException">The request contradicts itself.</exception>
    internal void Validate()
    {
        if (Float32Offload && Quantization != WeightQuantization.Int8)
        {
            throw new PlanRefusedException("Offloading in float32 is for modules that are quantized to int8 on the GPU: without int8 quantization, modules are offloaded as they are anyway. Leave it out or quantize to int8.");
        }

        Within(SearchSteps, 0, 100_000_000, nameof(SearchSteps));
        Within(ModuleDepth, 1, 512, nameof(ModuleDepth));
        Within(ModuleCount, 1, 10_000_000, nameof(ModuleCount));

        if (Devices.GroupBy(device => device.Label).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new PlanRefusedException($"The memory of {twice.Key} is given twice.");
        }

        if (Devices.FirstOrDefault(device => device.Index < 0 || device.MemoryBytes is < 0 or > 1L << 60 || device.ContextBytes < 0 || device.ReserveBytes < 0) is { } wrong)
        {
            throw new PlanRefusedException($"{wrong.Label} has a number or a size that is negative or beyond 2^60.");
        }
    }

    private static void Within(int value, int lowest, int highest, string name)
    {
        if (value < lowest || value > highest)
        {
            throw new PlanRefusedException($"{name} is {value}; it goes from {lowest} to {highest}.");
        }
    }
}
