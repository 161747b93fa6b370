namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>Puts modules into the order in which they run, as far as their names tell.</summary>
/// <remarks>
/// A safetensors header is sorted by type and name and says nothing of the order. Beside repeated blocks, embeddings run before them and
/// norms and heads after them, encoders before decoders; everywhere else the order of the names holds. A wrong guess costs transfers between
/// devices, never a wrong size.
/// </remarks>
internal static class ModuleOrder
{
    private static readonly string[] _first = ["embed", "embd", "wte", "wpe", "shared"];
    private static readonly string[] _norms = ["norm", "ln_f", "final"];
    private static readonly string[] _heads = ["head", "output", "score", "classifier", "pooler", "logits"];

    /// <summary>Sorts the modules below a node, all the way down.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isBlock">Whether a module is a repeated block.</param>
    public static void Sort(ModuleNode node, Func<ModuleNode, bool> isBlock)
    {
        foreach (var child in node.Children)
        {
            Sort(child, isBlock);
            node.HoldsBlocks |= child.HoldsBlocks || isBlock(child);
        }

        node.Tensors.Sort((a, b) => NaturalOrder.Instance.Compare(a.Header.Name, b.Header.Name));
        node.Children.Sort((a, b) =>
        {
            var order = node.HoldsBlocks ? Rank(a).CompareTo(Rank(b)) : 0;
            return order != 0 ? order : NaturalOrder.Instance.Compare(a.Name, b.Name);
        });
    }

    private static int Rank(ModuleNode node)
    {
        if (node.HoldsBlocks)
        {
            return node.Name.Contains("encoder", StringComparison.OrdinalIgnoreCase) ? 1 : 2;
        }

        return Names(_first) ? 0 : Names(_norms) ? 3 : Names(_heads) ? 4 : 2;

        bool Names(string[] parts) => parts.Any(part => node.Name.Contains(part, StringComparison.OrdinalIgnoreCase));
    }
}
