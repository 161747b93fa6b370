using AgentNotebook.Display.Plans;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Magics.Planning;

/// <summary><c>#!gpu-mem --plan MODEL</c>: shows where each module of a model goes.</summary>
internal static class PlanMagic
{
    public const string Plan = "--plan";
    private const string MaxMemory = "--max-memory";
    private const string Folder = "--offload-folder";
    private const string Quantize = "--quantize";
    private const string Float32 = "--fp32-cpu-offload";
    private const string NoSplit = "--no-split";
    private const string Tie = "--tie";
    private const string Reserve = "--reserve";
    private const string Context = "--context";
    private const string DeviceMap = "--device-map";
    private const string Overwrite = "--overwrite";

    /// <summary>The parameters of a plan.</summary>
    public static IReadOnlyList<MagicParameter> Parameters { get; } =
    [
        new(Plan, ParameterKind.Text, "Plans where the modules of a model go, from its file's or folder's headers (safetensors, GGUF); draws no curve.") { ValueName = "MODEL" },
        new(MaxMemory, ParameterKind.Text, "Memory the plan may use of a device: 0=20GiB, cpu=64GiB, disk=1TiB.") { ValueName = "DEVICE=SIZE", Repeats = true, Default = "what is free here" },
        new(Folder, ParameterKind.Text, "Where modules go that find no room in memory.") { ValueName = "DIR", Repeats = true },
        new(Quantize, ParameterKind.Text, "Rounds the weights of linear layers: int8, int4 or none.") { ValueName = "KIND", Repeats = true, Default = "none" },
        new(Float32, ParameterKind.Flag, "Lets int8 modules leave the GPU, in float32."),
        new(NoSplit, ParameterKind.Text, "Modules that stay in one piece, by the last parts of their path; N is a number, * anything; 'none' splits all.") { ValueName = "PATTERN", Repeats = true, Default = "repeated blocks such as layers.N" },
        new(Tie, ParameterKind.Text, "A tensor that is another one under a second name.") { ValueName = "NAME=TENSOR", Repeats = true },
        new(Reserve, ParameterKind.Text, "Margin that stays free on each GPU and the cpu.") { ValueName = "SIZE", Default = "512MiB" },
        new(Context, ParameterKind.Text, "What a CUDA context takes of each GPU.") { ValueName = "SIZE", Default = "1.5GiB" },
        new(DeviceMap, ParameterKind.Text, "Writes the device map for accelerate to a file.") { ValueName = "FILE" },
        new(Overwrite, ParameterKind.Flag, "Lets the device map replace a file."),
    ];

    /// <summary>Plans, and shows the plan.</summary>
    public static void Run(MagicInvocation invocation)
    {
        var (arguments, folder) = (invocation.Arguments, invocation.Notebook.Services.Folder);
        try
        {
            var flags = new PlanFlags
            {
                MaxMemory = arguments.All<string>(MaxMemory),
                OffloadFolder = arguments.All<string>(Folder),
                Quantize = arguments.All<string>(Quantize),
                Float32Offload = arguments.Has(Float32),
                NoSplit = arguments.All<string>(NoSplit),
                Tie = arguments.All<string>(Tie),
                Reserve = arguments.Get<string?>(Reserve, null),
                Context = arguments.Get<string?>(Context, null),
            };
            var request = flags.ToRequest(PlanMachine.Detect(), folder);
            var plan = PlacementPlanner.Plan(ModelHeaders.Read(Path.GetFullPath(arguments.Get(Plan, ""), folder)), request);
            invocation.Notebook.Display(PlanView.Render(plan));
            if (plan.Fits && arguments.Get<string?>(DeviceMap, null) is { } file)
            {
                DeviceMapFile.Write(plan, Path.GetFullPath(file, folder), arguments.Has(Overwrite));
                invocation.Notebook.Print($"Wrote the device map to {file}.\n");
            }
        }
        catch (Exception refusal) when (refusal is PlanRefusedException or ModelHeaderException)
        {
            throw new MagicException(refusal.Message, inner: refusal);
        }
    }
}
