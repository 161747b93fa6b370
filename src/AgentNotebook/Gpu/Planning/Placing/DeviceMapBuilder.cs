using AgentNotebook.Gpu.Planning.Trees;

namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>Finds the fewest names that cover every tensor: a module's, where everything below it is on one device.</summary>
internal static class DeviceMapBuilder
{
    private const int Mixed = -1;

    /// <summary>Names and devices, in the model's order; no name lies below another.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> Build(ModuleTree tree, IReadOnlyList<PlanUnit> units, int[] devices)
    {
        Dictionary<PlanTensor, int> byTensor = new(ReferenceEqualityComparer.Instance);
        for (var unit = 0; unit < units.Count; unit++)
        {
            foreach (var tensor in units[unit].Tensors)
            {
                byTensor[tensor] = devices[unit];
            }
        }

        Dictionary<ModuleNode, int> byNode = new(ReferenceEqualityComparer.Instance);
        Measure(tree.Root);
        List<KeyValuePair<string, int>> map = [];
        Write(tree.Root);
        return map;

        int Measure(ModuleNode node)
        {
            List<int> below = [.. node.Tensors.Select(tensor => byTensor[tensor]), .. node.Children.Select(Measure)];
            return byNode[node] = below.TrueForAll(device => device == below[0]) ? below[0] : Mixed;
        }

        void Write(ModuleNode node)
        {
            if (byNode[node] != Mixed)
            {
                map.Add(new(node.Path, byNode[node]));
                return;
            }

            map.AddRange(node.Tensors.Select(tensor => KeyValuePair.Create(tensor.Header.Name, byTensor[tensor])));
            node.Children.ForEach(Write);
        }
    }
}
