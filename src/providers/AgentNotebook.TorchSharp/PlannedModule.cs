using AgentNotebook.Gpu.Leases;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;
using TorchSharp;

namespace AgentNotebook.TorchSharp;

/// <summary>Fills a module with a model's weights, each where a plan puts it.</summary>
public static class PlannedModule
{
    /// <summary>Loads a safetensors model into a module by plan.</summary>
    /// <remarks>
    /// What the plan puts on a GPU is moved there, what it puts on the CPU stays in memory, and what it puts on the disk is written to the offload folder and
    /// mapped from there: it computes on the CPU, and the system reads it as it is used and may drop it again. Everything is checked before
    /// anything is changed. Tensors are read one at a time, by their offsets, within the bounds that the header's reader has checked.
    /// </remarks>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module, with parameters and buffers that are named as in the model.</param>
    /// <param name="plan">A plan that fits, of a safetensors model, without quantization.</param>
    /// <param name="offloadFolder">A folder for what the plan puts on the disk; made if it is not there. Needed only then.</param>
    /// <param name="lease">Takes the module over under its type's name; <see langword="null"/> leaves it with the caller.</param>
    /// <returns>The module.</returns>
    /// <exception cref="TorchLoadException">Plan, model, module and machine do not fit together, or a file cannot be read or written.</exception>
    public static T Load<T>(T module, PlacementPlan plan, string? offloadFolder = null, MemoryLease? lease = null)
        where T : torch.nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(plan);
        var places = PlannedPlaces.Demand(plan, offloadFolder);
        var targets = Targets(module);
        var weights = Matched(plan.Model, targets);
        foreach (var (path, device) in places.Moves)
        {
            Find(module, path).to(device);
        }

        // Moving made new tensors of them.
        targets = Targets(module);
        using var noGradients = torch.no_grad();
        foreach (var header in weights)
        {
            try
            {
                Fill(targets[header.Name], header, plan.Model, places.OffloadOf(header.Name));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new TorchLoadException($"'{header.Name}' could not be loaded; the module is filled in part: {exception.Message}", exception);
            }
        }

        lease?.TrackModule(module, typeof(T).Name);
        return module;
    }

    private static Dictionary<string, torch.Tensor> Targets(torch.nn.Module module)
    {
        var targets = module.named_parameters().ToDictionary(pair => pair.name, pair => (torch.Tensor)pair.parameter);
        foreach (var (name, buffer) in module.named_buffers())
        {
            targets.TryAdd(name, buffer);
        }

        return targets;
    }

    private static List<TensorHeader> Matched(ModelHeader model, Dictionary<string, torch.Tensor> targets)
    {
        var missing = targets.Keys.Except(model.Tensors.Select(header => header.Name)).ToList();
        var extra = model.Tensors.Select(header => header.Name).Except(targets.Keys).ToList();
        if (missing.Count + extra.Count > 0)
        {
            throw new TorchLoadException($"The model {model.Path} and the module have other tensors.{Named(" The model lacks", missing)}{Named(" The module lacks", extra)}");
        }

        foreach (var header in model.Tensors)
        {
            var target = targets[header.Name];
            if (TorchTypes.Of(header.Type) is not { } type)
            {
                throw new TorchLoadException($"'{header.Name}' is of type {header.Type}, which TorchSharp has no name for.");
            }

            if (target.dtype != type)
            {
                throw new TorchLoadException($"'{header.Name}' is {type} in the model and {target.dtype} in the module, whose sizes the plan would not hold for. Make the module of the model's type first: module.to(ScalarType.{type}).");
            }

            if (!target.shape.SequenceEqual(header.Shape))
            {
                throw new TorchLoadException($"'{header.Name}' has the shape [{string.Join(", ", header.Shape)}] in the model and [{string.Join(", ", target.shape)}] in the module.");
            }
        }

        return [.. model.Tensors];

        static string Named(string what, List<string> names) =>
            names.Count == 0 ? "" : $"{what} {string.Join(", ", names.Take(5).Select(name => $"'{name}'"))}{(names.Count > 5 ? $" and {names.Count - 5} more" : "")}.";
    }

    private static torch.nn.Module Find(torch.nn.Module module, string path) => path.Length == 0
        ? module
        : module.named_modules().Where(pair => pair.name == path).Select(pair => pair.module).FirstOrDefault()
            ?? throw new TorchLoadException($"The plan places '{path}', and the module has no such submodule. A parameter by itself cannot be moved: name its module with --no-split.");

    private static void Fill(torch.Tensor target, TensorHeader header, ModelHeader model, string? offload)
    {
        using var source = new FileStream(header.File, FileMode.Open, FileAccess.Read);
        source.Position = header.Offset;
        if (offload is null)
        {
            using var read = torch.empty(target.shape, dtype: target.dtype);
            if (header.Bytes > 0)
            {
                read.ReadBytesFromStream(source, 1 << 20);
            }

            target.copy_(read);
            return;
        }

        using (var file = new FileStream(offload, FileMode.Create, FileAccess.Write))
        {
            Copy(source, file, header.Bytes);
        }

        using var mapped = torch.from_file(offload, shared: true, size: header.Elements, dtype: target.dtype);
        using var shaped = mapped.view(target.shape);
        target.set_(shaped);
    }

    private static void Copy(FileStream source, FileStream target, long bytes)
    {
        var buffer = new byte[1 << 20];
        while (bytes > 0)
        {
            var count = (int)Math.Min(buffer.Length, bytes);
            source.ReadExactly(buffer, 0, count);
            target.Write(buffer, 0, count);
            bytes -= count;
        }
    }
}
