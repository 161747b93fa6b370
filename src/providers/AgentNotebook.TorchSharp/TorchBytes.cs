using TorchSharp;

namespace AgentNotebook.TorchSharp;

/// <summary>How much memory tensors keep.</summary>
internal static class TorchBytes
{
    /// <summary>Of a tensor's elements, in bytes; a view counts as if it had them to itself. 0 for one that is disposed.</summary>
    public static long Of(torch.Tensor tensor) => tensor.IsInvalid ? 0 : tensor.NumberOfElements * tensor.ElementSize;

    /// <summary>Of a module's parameters and buffers, those of its submodules included, in bytes. What is tied counts once.</summary>
    public static long Of(torch.nn.Module module) =>
        module.named_parameters().Select(pair => (torch.Tensor)pair.parameter)
            .Concat(module.named_buffers().Select(pair => pair.buffer))
            .DistinctBy(tensor => tensor.Handle)
            .Sum(Of);
}
