using System.CommandLine;
using AgentNotebook.Display.Plans;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Magics.Planning;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb gpu plan</c>: plans where the modules of a model go.</summary>
internal static class GpuPlanCommand
{
    private static readonly Argument<string> _model = new("model") { Description = "A .safetensors, .safetensors.index.json or .gguf file, or a folder that holds one." };

    private static readonly Option<string[]> _maxMemory = Many("--max-memory", "Memory the plan may use of a device: 0=20GiB, cpu=64GiB, disk=1TiB. Default: what is free here; of GPUs, once one is named, only those named.", "DEVICE=SIZE");

    private static readonly Option<string[]> _folder = Many("--offload-folder", "Where modules go that find no room in memory. Once.", "DIR");

    private static readonly Option<string[]> _quantize = Many("--quantize", "Rounds the weights of linear layers: int8, int4 or none. Once. Default: none.", "KIND");

    private static readonly Option<bool> _float32 = new("--fp32-cpu-offload") { Description = "Lets int8 modules leave the GPU, in float32." };

    private static readonly Option<string[]> _noSplit = Many("--no-split", "Modules that stay in one piece, by the last parts of their path; N is a number, * anything; 'none' splits all. Default: repeated blocks such as layers.N, h.N and blk.N. May be given more than once.", "PATTERN");

    private static readonly Option<string[]> _tie = Many("--tie", "A tensor that is another one under a second name, such as lm_head.weight=model.embed_tokens.weight. May be given more than once.", "NAME=TENSOR");

    private static readonly Option<string?> _reserve = new("--reserve") { Description = "Margin that stays free on each GPU and the cpu. Default: 512MiB.", HelpName = "SIZE" };

    private static readonly Option<string?> _context = new("--context") { Description = "What a CUDA context takes of each GPU. Default: 1.5GiB.", HelpName = "SIZE" };

    private static readonly Option<string?> _deviceMap = new("--device-map") { Description = "Writes the device map for accelerate to a file.", HelpName = "FILE" };

    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets --device-map replace a file." };

    private static readonly Option<bool> _json = new("--json") { Description = "Prints the plan as one JSON document." };

    public static Command Create()
    {
        var plan = new Command("plan", "Plans where the modules of a model go, from its headers alone. Exit code 0: it fits; 1: it does not, or the model cannot be read; 2: the options contradict each other.")
        {
            _model, _maxMemory, _folder, _quantize, _float32, _noSplit, _tie, _reserve, _context, _deviceMap, _overwrite, _json,
        };
        plan.SetAction(Plan);
        return plan;
    }

    private static Option<string[]> Many(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => [] };

    private static int Plan(ParseResult parsed)
    {
        PlacementPlan plan;
        try
        {
            var request = Flags(parsed).ToRequest(PlanMachine.Detect(), Environment.CurrentDirectory);
            plan = PlacementPlanner.Plan(ModelHeaders.Read(parsed.GetRequiredValue(_model)), request);
        }
        catch (PlanRefusedException refusal)
        {
            throw new UsageException(refusal.Message);
        }

        if (plan.Fits && parsed.GetValue(_deviceMap) is { } file)
        {
            DeviceMapFile.Write(plan, Path.GetFullPath(file), parsed.GetValue(_overwrite));
            Console.Error.WriteLine($"agentnb: wrote the device map to {file}.");
        }

        if (parsed.GetValue(_json))
        {
            Json.Print(PlanReport.Of(plan));
        }
        else
        {
            Console.Out.WriteLine(PlanView.ToText(plan));
        }

        return plan.Fits ? ExitCode.Success : ExitCode.Failure;
    }

    private static PlanFlags Flags(ParseResult parsed) => new()
    {
        MaxMemory = parsed.GetRequiredValue(_maxMemory),
        OffloadFolder = parsed.GetRequiredValue(_folder),
        Quantize = parsed.GetRequiredValue(_quantize),
        Float32Offload = parsed.GetValue(_float32),
        NoSplit = parsed.GetRequiredValue(_noSplit),
        Tie = parsed.GetRequiredValue(_tie),
        Reserve = parsed.GetValue(_reserve),
        Context = parsed.GetValue(_context),
    };
}
