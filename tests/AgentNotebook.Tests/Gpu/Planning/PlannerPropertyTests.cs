using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using FsCheck;
using FsCheck.Fluent;
using static AgentNotebook.Tests.Gpu.Planning.Models;

namespace AgentNotebook.Tests.Gpu.Planning;

/// <summary>What holds for every model and every set of devices. With AGENTNOTEBOOK_THOROUGH=1 in more cases.</summary>
public class PlannerPropertyTests
{
    private static readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(Environment.GetEnvironmentVariable("AGENTNOTEBOOK_THOROUGH") == "1" ? 4000 : 600);

    private static Arbitrary<Case> Cases(int most) =>
        (from count in Gen.Choose(1, most)
         from sizes in Gen.Choose(0, 12).ArrayOf(count)
         from kinds in Gen.Choose(0, 5).ArrayOf(count)
         from ties in Gen.Choose(0, 3 * most).ArrayOf(count)
         from gpus in Gen.Choose(0, 3).SelectMany(gpus => Gen.Choose(0, 30).ArrayOf(gpus))
         from cpu in Gen.Choose(-10, 40)
         from disk in Gen.Choose(0, 2)
         from quantization in Gen.Choose(0, 3)
         from more in Gen.Choose(0, 5)
         select new Case(sizes, kinds, ties, gpus, cpu, disk, quantization, more)).ToArbitrary();

    [Fact]
    public void no_capacity_is_exceeded_and_room_to_bring_in_is_really_kept() => Prop.ForAll(Cases(12), drawn =>
    {
        if (drawn.Plan() is not { Fits: true } plan)
        {
            return;
        }

        foreach (var placed in plan.Devices)
        {
            Assert.True(placed.FreeBytes >= 0, placed.ToString());
            Assert.Equal(placed.WeightBytes, plan.Modules.Where(module => module.Device == placed.Device).Sum(module => module.Bytes));
        }

        Assert.Equal(plan.Modules.Sum(module => module.Bytes), plan.Devices.Sum(placed => placed.WeightBytes));
        if (plan.Devices.FirstOrDefault(placed => placed.BringInBytes > 0) is { } main)
        {
            Assert.All(plan.Modules.Where(module => module.Device.Kind > main.Device.Kind), module => Assert.True(module.Bytes <= plan.Devices.Max(placed => placed.BringInBytes)));
        }
    }).Check(_config);

    [Fact]
    public void tied_tensors_are_on_one_device() => Prop.ForAll(Cases(12), drawn =>
    {
        if (drawn.Plan() is { Fits: true } plan)
        {
            Assert.All(drawn.Ties(), tie => Assert.Equal(DeviceOf(plan, tie.Of), DeviceOf(plan, tie.Name)));
        }
    }).Check(_config);

    [Fact]
    public void every_module_is_placed_once_and_the_device_map_covers_every_tensor_once() => Prop.ForAll(Cases(12), drawn =>
    {
        if (drawn.Plan() is not { Fits: true } plan)
        {
            return;
        }

        var names = plan.Model.Tensors.Select(tensor => tensor.Name).Concat(drawn.Ties().Select(tie => tie.Name)).Distinct().ToList();
        Assert.Equal(plan.Modules.Count, plan.Modules.Select(module => module.Path).Distinct().Count());
        foreach (var name in names)
        {
            var module = Assert.Single(plan.Modules, module => Covers(module.Path, name));
            Assert.Equal(module.Device, DeviceOf(plan, name));
        }

        Assert.All(plan.DeviceMap, entry => Assert.Contains(names, name => Covers(entry.Key, name)));
    }).Check(_config);

    [Fact]
    public void the_order_of_tensors_and_devices_changes_nothing() => Prop.ForAll(Cases(12), drawn =>
    {
        var (model, request) = (drawn.Model(), drawn.Request());
        var plan = PlacementPlanner.Plan(model, request);
        var turned = PlacementPlanner.Plan(model with { Tensors = [.. model.Tensors.Reverse()] }, request with { Devices = [.. request.Devices.Reverse()], Ties = [.. request.Ties] });
        Assert.Equal(plan.Fits, turned.Fits);
        Assert.Equal(plan.ToDeviceMapJson(), turned.ToDeviceMapJson());
        Assert.Equal(plan.Modules.Select(module => (module.Path, module.Reason)), turned.Modules.Select(module => (module.Path, module.Reason)));
        Assert.Equal(plan.Changes.Select(change => change.Flags), turned.Changes.Select(change => change.Flags));
    }).Check(_config);

    [Fact]
    public void more_memory_never_makes_unfit_what_fitted() => Prop.ForAll(Cases(12), drawn =>
    {
        var request = drawn.Request();
        if (request.Devices.Count == 0 || !PlacementPlanner.Place(drawn.Model(), request).Fits)
        {
            return;
        }

        foreach (var device in request.Devices)
        {
            for (var extra = 1; extra <= 8; extra += 1 + drawn.More)
            {
                var devices = request.Devices.Select(other => other == device ? device with { MemoryBytes = device.MemoryBytes + extra } : other).ToList();
                Assert.True(PlacementPlanner.Place(drawn.Model(), request with { Devices = devices }).Fits, $"{extra} more on {device.Label}");
            }
        }
    }).Check(_config);

    [Fact]
    public void nothing_is_offloaded_that_would_fit_in_the_room_that_is_left() => Prop.ForAll(Cases(12), drawn =>
    {
        if (drawn.Quantization > 0 || drawn.Plan() is not { Fits: true } plan || plan.Devices.All(placed => placed.Device.Kind != PlanDeviceKind.Gpu || placed.WeightBytes + placed.BringInBytes == 0))
        {
            return;
        }

        var tied = drawn.Ties().SelectMany(tie => new[] { DeviceName(plan, tie.Name), DeviceName(plan, tie.Of) }).ToHashSet();
        foreach (var module in plan.Modules.Where(module => module.Device.Kind != PlanDeviceKind.Gpu && !tied.Contains(module.Path)))
        {
            Assert.DoesNotContain(plan.Devices, placed => placed.Device.Kind == PlanDeviceKind.Gpu && placed.FreeBytes >= module.Bytes);
        }
    }).Check(_config);

    [Fact]
    public void it_fits_exactly_when_some_arrangement_does() => Prop.ForAll(Cases(6), drawn =>
        Assert.Equal(Arrangements.Exist(drawn.Model(), drawn.Request()), PlacementPlanner.Place(drawn.Model(), drawn.Request()).Fits)).Check(_config);

    [Fact]
    public void every_change_that_is_offered_fits() => Prop.ForAll(Cases(8), drawn =>
        Assert.All(drawn.Plan().Changes, change => Assert.True(change.Plan.Fits && change.Plan.Devices.All(placed => placed.FreeBytes >= 0)))).Check(_config.WithMaxTest(200));

    private static bool Covers(string path, string tensor) => path.Length == 0 || tensor == path || tensor.StartsWith(path + ".", StringComparison.Ordinal);

    private static PlanDevice DeviceOf(PlacementPlan plan, string tensor) => Assert.Single(plan.DeviceMap, entry => Covers(entry.Key, tensor)).Value;

    private static string DeviceName(PlacementPlan plan, string tensor) => plan.Modules.Single(module => Covers(module.Path, tensor)).Path;

    /// <summary>A model and devices, drawn at random.</summary>
    internal sealed record Case(int[] Sizes, int[] Kinds, int[] TiedTo, int[] Gpus, int CpuBytes, int DiskKind, int Quantization, int More)
    {
        public ModelHeader Model() => Of([.. Sizes.Select((size, i) => (Name(i), "BF16", Kinds[i] % 2 == 0 ? new long[] { size } : [size, 2]))]);

        public PlanRequest Request()
        {
            List<PlanDevice> devices = [.. Gpus.Select((bytes, index) => Card(index, bytes) with { ContextBytes = 2, ReserveBytes = 1 })];
            if (CpuBytes >= 0)
            {
                devices.Add(Cpu(CpuBytes) with { ReserveBytes = 1 });
            }

            if (DiskKind == 1)
            {
                devices.Add(Disk());
            }

            return new PlanRequest
            {
                Devices = devices,
                Ties = Ties(),
                Quantization = (WeightQuantization)Math.Min(2, Quantization % 3),
                Float32Offload = Quantization % 3 == 1 && More % 2 == 0,
            };
        }

        public PlacementPlan Plan() => PlacementPlanner.Plan(Model(), Request());

        public IReadOnlyList<PlanTie> Ties() =>
        [
            .. Enumerable.Range(0, Sizes.Length)
                .Where(i => TiedTo[i] < i && Sizes[TiedTo[i]] == Sizes[i] && Kinds[TiedTo[i]] % 2 == Kinds[i] % 2)
                .Select(i => new PlanTie(Name(i), Name(TiedTo[i]))),
        ];

        public override string ToString() => $"sizes {string.Join(',', Sizes)} kinds {string.Join(',', Kinds)} ties {string.Join(',', TiedTo)} gpus {string.Join(',', Gpus)} cpu {CpuBytes} disk {DiskKind} quantization {Quantization} more {More}";

        private string Name(int i) => Kinds[i] switch
        {
            0 => $"p{i}",
            1 => $"m{i}.weight",
            2 => $"layers.{i / 2}.part{i}.bias",
            3 => $"layers.{i / 2}.part{i}.weight",
            4 => $"deep.in.m{i}.bias",
            _ => $"embed{i}.weight",
        };
    }
}
