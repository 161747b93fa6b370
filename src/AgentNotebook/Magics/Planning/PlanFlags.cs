using System.Globalization;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Text;

namespace AgentNotebook.Magics.Planning;

/// <summary>What is typed to plan a model, at the command line or in a cell; not checked yet.</summary>
public sealed record PlanFlags
{
    private const string Cpu = "cpu";
    private const string Disk = "disk";

    /// <summary>Memory of devices, as <c>0=20GiB</c>, <c>cpu=64GiB</c> or <c>disk=1TiB</c>.</summary>
    public IReadOnlyList<string> MaxMemory { get; init; } = [];

    /// <summary>The folder to offload to; at most one.</summary>
    public IReadOnlyList<string> OffloadFolder { get; init; } = [];

    /// <summary><c>int8</c>, <c>int4</c> or <c>none</c>; at most one.</summary>
    public IReadOnlyList<string> Quantize { get; init; } = [];

    /// <summary>Whether quantized modules off the GPU are kept in float32.</summary>
    public bool Float32Offload { get; init; }

    /// <summary>Patterns of modules that stay in one piece; <c>none</c> alone splits everything.</summary>
    public IReadOnlyList<string> NoSplit { get; init; } = [];

    /// <summary>Ties, as <c>lm_head.weight=model.embed_tokens.weight</c>.</summary>
    public IReadOnlyList<string> Tie { get; init; } = [];

    /// <summary>Margin of each device.</summary>
    public string? Reserve { get; init; }

    /// <summary>What a CUDA context takes of each GPU.</summary>
    public string? Context { get; init; }

    /// <summary>Checks the flags against each other and the machine.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <exception cref="PlanRefusedException">They contradict each other or the machine.</exception>
    public PlanRequest ToRequest(PlanMachine machine, string folder)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var request = new PlanRequest
        {
            Devices = Devices(machine, folder),
            Remarks = machine.Remarks,
            Quantization = Quantization(),
            Float32Offload = Float32Offload,
            NoSplit = NoSplit.Count == 0 ? null : NoSplit is ["none"] ? [] : NoSplit,
            Ties = [.. Tie.Select(ReadTie)],
        };
        return Float32Offload && request.Quantization != WeightQuantization.Int8
            ? throw new PlanRefusedException($"--fp32-cpu-offload keeps modules in float32 that are int8 on the GPU, and {(request.Quantization == WeightQuantization.Int4 ? "int4 modules cannot leave it" : "nothing is quantized: modules are offloaded as they are anyway")}. Leave it out, or quantize with --quantize int8.")
            : request;
    }

    private IReadOnlyList<PlanDevice> Devices(PlanMachine machine, string folder)
    {
        var given = Given(machine);
        var (reserve, context) = (Size("--reserve", Reserve, PlanRequest.DefaultReserveBytes), Size("--context", Context, PlanRequest.DefaultContextBytes));
        var named = given.Keys.Where(name => name is not (Cpu or Disk)).Select(name => int.Parse(name, CultureInfo.InvariantCulture)).Order().ToList();
        List<PlanDevice> devices = named.Count == 0
            ? [.. machine.Gpus]
            : [.. named.Select(index => NamedGpu(machine, index, given[index.ToString(CultureInfo.InvariantCulture)]))];
        devices = [.. devices.Select(gpu => gpu with { ContextBytes = context, ReserveBytes = reserve })];
        devices.Add((given.TryGetValue(Cpu, out var memory) ? machine.Cpu with { MemoryBytes = memory, Source = AsGiven(memory, machine.Cpu) } : machine.Cpu) with { ReserveBytes = reserve });
        if (OffloadFolder.Count > 1)
        {
            throw new PlanRefusedException($"--offload-folder is given twice: '{OffloadFolder[0]}' and '{OffloadFolder[1]}'. There is one folder to offload to.");
        }

        if (OffloadFolder.Count == 1)
        {
            var free = Planning.OffloadFolder.Check(OffloadFolder[0], folder);
            devices.Add(new PlanDevice(PlanDeviceKind.Disk, 0, given.GetValueOrDefault(Disk, free), given.ContainsKey(Disk) ? "as given" : $"free where {OffloadFolder[0]} is"));
        }
        else if (given.ContainsKey(Disk))
        {
            throw new PlanRefusedException("--max-memory disk=… bounds what goes to the folder to offload to, and no folder is given: add --offload-folder DIR.");
        }

        return devices;
    }

    private static PlanDevice NamedGpu(PlanMachine machine, int index, long memory) => new(
        PlanDeviceKind.Gpu,
        index,
        memory,
        machine.Gpus.FirstOrDefault(gpu => gpu.Index == index) is { } here ? AsGiven(memory, here) : "as given; no GPU is here, so the plan is for a machine that has one");

    private static string AsGiven(long memory, PlanDevice here) =>
        memory > here.MemoryBytes ? $"as given, more than the {ByteText.Of(here.MemoryBytes)} that are free here now" : "as given";

    private Dictionary<string, long> Given(PlanMachine machine)
    {
        Dictionary<string, long> given = [];
        foreach (var text in MaxMemory)
        {
            if (text.Split('=', 2) is not [var name, var size])
            {
                throw new PlanRefusedException($"--max-memory takes DEVICE=SIZE, such as 0=20GiB or cpu=64GiB, not '{text}'.");
            }

            var isGpu = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
            if (!isGpu && name is not (Cpu or Disk))
            {
                throw new PlanRefusedException($"--max-memory names the device '{name}', and devices are a GPU's number, {Cpu} and {Disk}.");
            }

            if (isGpu && machine.Gpus.Count > 0 && machine.Gpus.All(gpu => gpu.Index != index))
            {
                throw new PlanRefusedException($"--max-memory names GPU {index}, which is not there: this machine has {string.Join(", ", machine.Gpus.Select(gpu => gpu.Label))}.");
            }

            if (!given.TryAdd(isGpu ? index.ToString(CultureInfo.InvariantCulture) : name, Size("--max-memory", size, 0)))
            {
                throw new PlanRefusedException($"--max-memory is given twice for {(isGpu ? $"GPU {index}" : name)}. Give each device once.");
            }
        }

        return given;
    }

    private WeightQuantization Quantization()
    {
        var kinds = Quantize.Distinct().ToList();
        if (kinds.Count > 1)
        {
            throw new PlanRefusedException($"--quantize {kinds[0]} and --quantize {kinds[1]} contradict each other: a weight is rounded once. Keep one of them.");
        }

        return kinds.FirstOrDefault() switch
        {
            null or "none" => WeightQuantization.None,
            "int8" => WeightQuantization.Int8,
            "int4" => WeightQuantization.Int4,
            var other => throw new PlanRefusedException($"--quantize takes int8, int4 or none, not '{other}'.{(NearestName.Of(other, ["int8", "int4", "none"]) is { } near ? $" Did you mean '{near}'?" : "")}"),
        };
    }

    private static PlanTie ReadTie(string text) => text.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } of]
        ? new PlanTie(name, of)
        : throw new PlanRefusedException($"--tie takes NAME=TENSOR, such as lm_head.weight=model.embed_tokens.weight, not '{text}'.");

    // Nothing at all is a size here, unlike elsewhere: it keeps a device out of the plan, or counts no margin.
    private static long Size(string flag, string? text, long fallback) =>
        text is null ? fallback
        : text.TrimEnd('B', 'b', 'i', 'K', 'M', 'G', 'T').Trim('0') is "" && text.StartsWith('0') ? 0
        : Quantity.TryParseBytes(text, out var bytes) ? bytes
        : throw new PlanRefusedException($"{flag} takes a size such as 512MiB, 20GiB or 0, not '{text}'.");
}
