using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Text;

namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>A model's modules with their sizes, made from its tensors' names.</summary>
internal sealed class ModuleTree
{
    private const int LongestNamed = 200;
    private const int MostCompared = 2000;

    private ModuleTree(ModuleNode root, IReadOnlyList<PlanStorage> storages) => (Root, Storages) = (root, storages);

    /// <summary>The whole model.</summary>
    public ModuleNode Root { get; }

    /// <summary>All data, each once.</summary>
    public IReadOnlyList<PlanStorage> Storages { get; }

    /// <summary>Builds the tree.</summary>
    /// <exception cref="PlanRefusedException">A tie or the quantization does not fit the model.</exception>
    /// <exception cref="ModelHeaderException">A name is both a tensor and a module.</exception>
    public static ModuleTree Build(ModelHeader model, PlanRequest request)
    {
        if (request.Quantization != WeightQuantization.None && model.Format == ModelFormat.Gguf)
        {
            throw new PlanRefusedException("The weights of a GGUF file are quantized when it is written, not when it is loaded. Leave the quantization out, or name a file of fewer bits.");
        }

        var (tensors, storages) = Store(model, request);
        var (root, modules) = (new ModuleNode(null, ""), 0);
        foreach (var tensor in tensors)
        {
            var parts = tensor.Header.Name.Split('.');
            if (parts.Length > request.ModuleDepth)
            {
                throw new ModelHeaderException(tensor.Header.File, null, tensor.Header.Name, $"its name has {parts.Length} parts; {nameof(PlanRequest.ModuleDepth)} allows {request.ModuleDepth}.");
            }

            var node = root;
            foreach (var part in parts.AsSpan(0, parts.Length - 1))
            {
                node = node.Find(part) ?? (++modules <= request.ModuleCount
                    ? node.Add(part)
                    : throw new ModelHeaderException(tensor.Header.File, null, tensor.Header.Name, $"with this tensor the model has more than the {request.ModuleCount} modules of {nameof(PlanRequest.ModuleCount)}."));
            }

            node.Tensors.Add(tensor);
        }

        RefuseMixedNames(root);
        var blocks = PlanRequest.DefaultNoSplit.Select(text => new ModulePattern(text)).ToList();
        ModuleOrder.Sort(root, node => blocks.Exists(block => block.Matches(node)));
        return new ModuleTree(root, storages);
    }

    private static (List<PlanTensor> Tensors, List<PlanStorage> Storages) Store(ModelHeader model, PlanRequest request)
    {
        var headers = model.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var tie in request.Ties)
        {
            Tie(headers, tie);
        }

        List<PlanStorage> storages = [];
        Dictionary<(string File, long Offset, long Bytes), PlanStorage> byPlace = [];
        List<PlanTensor> tensors = [];
        foreach (var header in headers.Values)
        {
            var place = (header.File, header.Offset, header.Bytes);
            if (!byPlace.TryGetValue(place, out var storage))
            {
                byPlace[place] = storage = new PlanStorage(storages.Count);
                storages.Add(storage);
            }

            tensors.Add(new PlanTensor(header, storage));
        }

        foreach (var tied in tensors.GroupBy(tensor => tensor.Storage))
        {
            Size(tied.Key, [.. tied.Select(tensor => tensor.Header)], request);
        }

        return (tensors, storages);
    }

    private static void Size(PlanStorage storage, IReadOnlyList<TensorHeader> tied, PlanRequest request)
    {
        var header = tied[0];
        storage.Bytes = storage.OffloadedBytes = header.Bytes;

        // transformers refuses a quantized model of which anything is mapped to cpu or disk, unless float32 is asked for there.
        storage.CanOffload = request.Quantization == WeightQuantization.None || request.Float32Offload;
        if (request.Quantization != WeightQuantization.None && tied.All(QuantizationRule.Applies))
        {
            storage.Bytes = QuantizationRule.Bytes(header, request.Quantization);
            storage.OffloadedBytes = header.Elements * sizeof(float);
        }
    }

    private static void Tie(Dictionary<string, TensorHeader> headers, PlanTie tie)
    {
        if (!headers.TryGetValue(tie.Of, out var kept))
        {
            var nearest = NearestName.Of(tie.Of, headers.Keys.Where(name => name.Length <= LongestNamed).Take(MostCompared));
            throw new PlanRefusedException($"The tie {tie.Name}={tie.Of} names a tensor the model does not have: '{tie.Of}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}");
        }

        if (tie.Name.Length == 0 || tie.Name == tie.Of)
        {
            throw new PlanRefusedException($"The tie {tie.Name}={tie.Of} ties nothing: write the name that is tied, '=', and the tensor that is kept.");
        }

        if (headers.TryGetValue(tie.Name, out var own) && (own.Type != kept.Type || !own.Shape.SequenceEqual(kept.Shape)))
        {
            throw new PlanRefusedException($"The tie {tie.Name}={tie.Of} cannot be: {own.Type} [{string.Join(", ", own.Shape)}] and {kept.Type} [{string.Join(", ", kept.Shape)}] differ.");
        }

        // What was tied to the tied tensor goes with it, so that the order of ties does not matter.
        var moved = own is null ? [tie.Name] : headers.Values.Where(other => other.File == own.File && other.Offset == own.Offset && other.Bytes == own.Bytes).Select(other => other.Name).ToList();
        moved.ForEach(name => headers[name] = kept with { Name = name });
    }

    private static void RefuseMixedNames(ModuleNode node)
    {
        foreach (var tensor in node.Tensors)
        {
            var name = tensor.Header.Name[(tensor.Header.Name.LastIndexOf('.') + 1)..];
            if (node.Find(name) is not null)
            {
                throw new ModelHeaderException(tensor.Header.File, null, tensor.Header.Name, "this is the name of a tensor and of a module with tensors of its own; no module can have both.");
            }
        }

        node.Children.ForEach(RefuseMixedNames);
    }
}
