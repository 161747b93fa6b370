using System.Text.Json.Nodes;
using AgentNotebook.Gpu.Planning;

namespace AgentNotebook.Tool.Reports;

/// <summary>A placement plan for a program.</summary>
internal sealed record PlanReport
{
    private PlanReport(PlacementPlan plan) => Plan = plan;

    public bool Fits => Plan.Fits;

    public string Model => Plan.Model.Path;

    public string Format => Plan.Model.Format.ToString().ToLowerInvariant();

    public IReadOnlyList<string> Files => Plan.Model.Files;

    public int Tensors => Plan.Model.Tensors.Count;

    public long FileBytes => Plan.Model.Bytes;

    public long WeightBytes => Plan.WeightBytes;

    public WeightQuantization Quantization => Plan.Request.Quantization;

    public IEnumerable<object> Devices => DevicesOf(Plan);

    public IEnumerable<object> Modules => Plan.Modules.Select(module => new { module.Path, Device = module.Device.Label, module.Bytes, module.Reason });

    public JsonNode? DeviceMap => Plan.Fits ? JsonNode.Parse(Plan.ToDeviceMapJson()) : null;

    public IReadOnlyList<string> Problems => Plan.Problems;

    public IEnumerable<object> Changes => Plan.Changes.Select(change => new { change.Kind, change.Words, change.Flags, Devices = DevicesOf(change.Plan) });

    public IReadOnlyList<string> Notes => Plan.Notes;

    private PlacementPlan Plan { get; }

    /// <summary>The report of a plan.</summary>
    public static PlanReport Of(PlacementPlan plan) => new(plan);

    private static IEnumerable<object> DevicesOf(PlacementPlan plan) => plan.Devices.Select(placed => new
    {
        Device = placed.Device.Label,
        placed.Device.MemoryBytes,
        placed.Device.Source,
        placed.Device.ContextBytes,
        placed.Device.ReserveBytes,
        placed.WeightBytes,
        placed.BringInBytes,
        placed.FreeBytes,
    });
}
