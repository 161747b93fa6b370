using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using TorchSharp;

namespace AgentNotebook.TorchSharp.Tests;

public sealed class PlannedModuleTests : IDisposable
{
    private static readonly float[] _first = [.. Enumerable.Range(0, 12).Select(number => number / 7f)];
    private static readonly float[] _second = [.. Enumerable.Range(0, 8).Select(number => -number / 3f)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-torch-");

    public PlannedModuleTests() => SafetensorsFile.Write(
        Model,
        ("0.weight", [4, 3], _first), ("0.bias", [4], [1, 2, 3, 4]), ("1.weight", [2, 4], _second), ("1.bias", [2], [5, 6]));

    private string Model => Path.Combine(_folder.FullName, "model.safetensors");

    [TorchFact]
    public void a_module_is_filled_with_the_models_weights_on_the_cpu()
    {
        using var module = PlannedModule.Load(Network(), Plan(Cpu));
        Assert.Equal(_first, Values(module, "0.weight"));
        Assert.Equal([5f, 6f], Values(module, "1.bias"));
        AssertComputes(module);
    }

    [TorchFact]
    public void what_the_plan_leaves_on_the_disk_is_mapped_from_the_offload_folder_and_computes_the_same()
    {
        var offload = Path.Combine(_folder.FullName, "offload");
        var plan = Plan(SmallCpu, new PlanDevice(PlanDeviceKind.Disk, 0, 1 << 20, "as given"));
        Assert.Contains(plan.DeviceMap, entry => entry.Value.Kind == PlanDeviceKind.Disk);
        using var module = PlannedModule.Load(Network(), plan, offload);
        Assert.NotEmpty(Directory.GetFiles(offload));
        Assert.Equal(_first, Values(module, "0.weight"));
        AssertComputes(module);
    }

    [TorchFact]
    public void the_lease_that_is_named_disposes_the_module()
    {
        using var bench = new LeaseBench();
        var module = Network();
        using (var lease = bench.Leases.Lease("load"))
        {
            PlannedModule.Load(module, Plan(Cpu), lease: lease);
        }

        Assert.All(module.parameters(), parameter => Assert.True(parameter.IsInvalid));
    }

    [TorchFact]
    public void a_plan_for_a_gpu_that_is_not_here_is_refused_with_the_way_out()
    {
        var plan = Plan(new PlanDevice(PlanDeviceKind.Gpu, 0, 1L << 30, "as given"), Cpu);
        using var module = Network();
        if (torch.cuda.is_available())
        {
            PlannedModule.Load(module, plan);
            return;
        }

        Assert.Contains("--max-memory", Assert.Throws<TorchLoadException>(() => PlannedModule.Load(module, plan)).Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void a_disk_without_a_folder_a_quantized_plan_and_one_that_does_not_fit_are_refused()
    {
        using var module = Network();
        var disk = Plan(SmallCpu, new PlanDevice(PlanDeviceKind.Disk, 0, 1 << 20, "as given"));
        Assert.Contains("no offload folder", Refusal(module, disk), StringComparison.Ordinal);
        Assert.Contains("--quantize", Refusal(module, disk with { Request = disk.Request with { Quantization = WeightQuantization.Int8 } }), StringComparison.Ordinal);
        Assert.Contains("does not fit", Refusal(module, disk with { Fits = false, Problems = ["Too large."] }), StringComparison.Ordinal);
    }

    [TorchFact]
    public void another_shape_type_or_name_is_refused_before_anything_is_changed()
    {
        using var wide = torch.nn.Sequential(("0", torch.nn.Linear(5, 4)), ("1", torch.nn.Linear(4, 2)));
        var before = Values(wide, "0.bias");
        Assert.Contains("[4, 3] in the model and [4, 5]", Refusal(wide, Plan(Cpu)), StringComparison.Ordinal);
        Assert.Equal(before, Values(wide, "0.bias"));
        using var half = Network();
        half.to(torch.ScalarType.Float16);
        Assert.Contains("module.to(ScalarType.Float32)", Refusal(half, Plan(Cpu)), StringComparison.Ordinal);
        using var other = torch.nn.Sequential(("0", torch.nn.Linear(3, 4)), ("last", torch.nn.Linear(4, 2)));
        Assert.Contains("The model lacks 'last.weight'", Refusal(other, Plan(Cpu)), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static PlanDevice Cpu => new(PlanDeviceKind.Cpu, 0, 1L << 30, "as given");

    /// <summary>Room to bring the largest module in, and for nothing else.</summary>
    private static PlanDevice SmallCpu => Cpu with { MemoryBytes = 80 };

    private static global::TorchSharp.Modules.Sequential Network() => torch.nn.Sequential(("0", torch.nn.Linear(3, 4)), ("1", torch.nn.Linear(4, 2)));

    private PlacementPlan Plan(params PlanDevice[] devices) => PlacementPlanner.Plan(ModelHeaders.Read(Model), new PlanRequest { Devices = devices });

    private static string Refusal(torch.nn.Module module, PlacementPlan plan) => Assert.Throws<TorchLoadException>(() => PlannedModule.Load(module, plan)).Message;

    private static float[] Values(torch.nn.Module module, string name) => [.. module.named_parameters().Single(pair => pair.name == name).parameter.data<float>()];

    private static void AssertComputes(global::TorchSharp.Modules.Sequential module)
    {
        using var scope = torch.NewDisposeScope();
        var first = Enumerable.Range(0, 4).Select(row => (row + 1) + (2 * (_first[3 * row] + _first[(3 * row) + 1] + _first[(3 * row) + 2]))).ToArray();
        var expected = Enumerable.Range(0, 2).Select(row => 5 + row + Enumerable.Range(0, 4).Sum(column => _second[(4 * row) + column] * first[column])).ToArray();
        var computed = module.forward(torch.full(3, 2f)).data<float>().ToArray();
        Assert.All(expected.Zip(computed), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }
}
