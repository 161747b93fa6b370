using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Gpu.Planning.Headers.Safetensors;
using AgentNotebook.Gpu.Planning.Trees;
using AgentNotebook.Text;

namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>Says what the sizes of a plan hold and what they do not.</summary>
internal static class PlanNotes
{
    /// <summary>The notes on one plan, a sentence or two each.</summary>
    /// <param name="model">The model.</param>
    /// <param name="request">The request.</param>
    /// <param name="tree">Its modules.</param>
    /// <param name="space">How the devices are used; <see langword="null"/> when it does not fit.</param>
    /// <param name="offloaded">The tensors on devices that run nothing.</param>
    public static IReadOnlyList<string> Of(ModelHeader model, PlanRequest request, ModuleTree tree, PlanSpace? space, IEnumerable<PlanTensor>? offloaded)
    {
        List<string> notes =
        [
            "Counted: every tensor of the files, parameters and buffers. Not counted: the KV cache, activations, gradients, optimizers and buffers that are made at run time; the margin is for them.",
            .. request.Remarks,
        ];
        if (request.Quantization != WeightQuantization.None)
        {
            notes.Add(QuantizationRule.InWords(request.Quantization));
        }

        var brought = offloaded?.ToList() ?? [];
        if (brought.Count > 0 && space is not null)
        {
            var main = space.Devices[space.Main];
            notes.Add($"Offloaded modules are brought to {main.Label} one at a time; room for the largest is kept there{(main.Kind == PlanDeviceKind.Gpu && main.Index != space.Devices.First(device => device.Kind == PlanDeviceKind.Gpu).Index ? $". It is not the first GPU: give main_device={main.Index} to accelerate's dispatch_model" : "")}.");
            var buffers = brought.Where(tensor => BufferRule.Applies(tensor.Header)).Select(tensor => tensor.Storage).Distinct().Sum(storage => storage.OffloadedBytes);
            if (buffers > 0)
            {
                notes.Add($"Offloaded modules hold {ByteText.Of(buffers)} of buffers, counted where the modules are: give offload_buffers=True to accelerate, which else leaves them on the GPU.");
            }
        }

        if (space is not null && space.Devices[space.Main].Kind == PlanDeviceKind.Cpu && space.Devices.Any(device => device.Kind == PlanDeviceKind.Gpu))
        {
            notes.Add("No GPU has room even to bring modules in: everything runs on the cpu.");
        }

        if (model.Format == ModelFormat.Safetensors && request.Ties.Count == 0 && TiedHead.OfMissing(model.Tensors) is { } embedding)
        {
            notes.Add($"The files hold no head. If the model's head uses the embedding's weights, say so, and the device map names it: --tie lm_head.weight={ModelHeaderException.Shown(embedding.Name)}.");
        }

        if (model.Format == ModelFormat.Gguf)
        {
            notes.Add("The names are those of the GGUF file; accelerate knows the model by other names.");
        }

        return notes;
    }
}
