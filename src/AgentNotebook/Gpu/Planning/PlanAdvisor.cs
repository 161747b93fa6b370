using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Gpu.Planning.Placing;
using AgentNotebook.Text;

namespace AgentNotebook.Gpu.Planning;

/// <summary>Finds single changes that make a model fit, by trying each and planning again.</summary>
internal static class PlanAdvisor
{
    /// <summary>More memory is looked for in steps of this size.</summary>
    private const long MemoryStep = 1L << 20;

    /// <summary>More memory than this for one device is no advice.</summary>
    private const long MostMemory = 1L << 50;

    private const long DiskForTrial = 1L << 55;

    /// <summary>The changes that work, the smallest first: flags before hardware, and of those the ones that lose least first.</summary>
    /// <param name="draft">The model, split.</param>
    /// <param name="plan">The plan that does not fit.</param>
    public static IReadOnlyList<PlanChange> Changes(PlanDraft draft, PlacementPlan plan)
    {
        var (model, request) = (plan.Model, plan.Request);
        List<PlanChange?> changes = [];
        if (request.Quantization == WeightQuantization.Int8 && !request.Float32Offload)
        {
            changes.Add(Try(PlanChangeKind.Float32Offload, "Keep modules that find no room on the GPU elsewhere, in float32 (slower, no further loss)", "--fp32-cpu-offload", new PlanDraft(model, request with { Float32Offload = true })));
        }

        if (model.Format != ModelFormat.Gguf && request.Quantization == WeightQuantization.None)
        {
            changes.Add(Try(PlanChangeKind.QuantizeInt8, "Quantize linear layers to int8", "--quantize int8", new PlanDraft(model, request with { Quantization = WeightQuantization.Int8 })));
        }

        if (model.Format != ModelFormat.Gguf && request.Quantization != WeightQuantization.Int4)
        {
            changes.Add(Try(PlanChangeKind.QuantizeInt4, "Quantize linear layers to int4", "--quantize int4", new PlanDraft(model, request with { Quantization = WeightQuantization.Int4, Float32Offload = false })));
        }

        if (request.Devices.All(device => device.Kind != PlanDeviceKind.Disk))
        {
            var disk = new PlanDevice(PlanDeviceKind.Disk, 0, DiskForTrial, "a folder with room for what goes there");
            var folder = Try(PlanChangeKind.OffloadFolder, "", "--offload-folder DIR", draft.On([.. request.Devices, disk]));
            changes.Add(folder is null ? null : folder with { Words = $"Offload {ByteText.Of(folder.Plan.Devices.Single(placed => placed.Device.Kind == PlanDeviceKind.Disk).WeightBytes)} to a folder (each use reads them from disk)" });
        }

        var more = request.Devices.Where(device => device.Kind != PlanDeviceKind.Disk).OrderBy(device => device.Kind).ThenBy(device => device.Index).Select(device => More(draft, request, device)).Where(change => change is not null);
        return [.. changes.Where(change => change is not null)!, .. more.OrderBy(change => change!.Plan.Request.Devices.Sum(device => (decimal)device.MemoryBytes))!];
    }

    private static PlanChange? Try(PlanChangeKind kind, string words, string flags, PlanDraft draft)
    {
        var plan = draft.Place();
        return plan.Fits ? new PlanChange(kind, words, flags, plan) : null;
    }

    private static PlanChange? More(PlanDraft draft, PlanRequest request, PlanDevice device)
    {
        // More memory never makes a plan worse, so the least that suffices lies between what does not and what does.
        var (too, enough) = (0L, MemoryStep);
        while (!draft.On(With(enough)).Fits())
        {
            (too, enough) = (enough, 2 * enough);
            if (enough > MostMemory)
            {
                return null;
            }
        }

        while (enough - too > MemoryStep)
        {
            var middle = too + ((enough - too) / 2 / MemoryStep * MemoryStep);
            (too, enough) = draft.On(With(middle)).Fits() ? (too, middle) : (middle, enough);
        }

        var total = (device.MemoryBytes + enough + MemoryStep - 1) / MemoryStep * MemoryStep;
        var name = device.Kind == PlanDeviceKind.Gpu ? $"{device.Index}" : "cpu";
        return Try(PlanChangeKind.MoreMemory, $"{ByteText.Of(total - device.MemoryBytes)} more on {device.Label}", $"--max-memory {name}={total / MemoryStep}MiB", draft.On(With(total - device.MemoryBytes)));

        List<PlanDevice> With(long extra) => [.. request.Devices.Select(other => other == device ? device with { MemoryBytes = device.MemoryBytes + extra } : other)];
    }
}
