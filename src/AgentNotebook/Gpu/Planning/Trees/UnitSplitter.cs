namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>Splits a model into what stays in one piece, in the model's order.</summary>
internal sealed class UnitSplitter
{
    private const int MostNamed = 6;

    private readonly IReadOnlyList<ModulePattern> _patterns;
    private readonly List<PlanUnit> _units = [];

    private UnitSplitter(IReadOnlyList<ModulePattern> patterns) => _patterns = patterns;

    /// <summary>Splits a model: a module stays in one piece when it has no modules in it or a pattern says so; the whole model never does by itself.</summary>
    /// <exception cref="PlanRefusedException">A pattern that was asked for fits no module.</exception>
    public static IReadOnlyList<PlanUnit> Split(ModuleTree tree, IReadOnlyList<string>? noSplit)
    {
        var splitter = new UnitSplitter([.. (noSplit ?? PlanRequest.DefaultNoSplit).Select(text => new ModulePattern(text))]);
        splitter.Walk(tree.Root);
        if (noSplit is not null && splitter._patterns.FirstOrDefault(pattern => !IsMet(pattern, tree.Root)) is { } idle)
        {
            throw new PlanRefusedException($"No module is called '{idle.Text}'. A header holds no class names: patterns go over the last parts of a module's path, with N for a number and * for anything, as layers.N does. Modules here: {Examples(tree)}.");
        }

        return splitter._units;
    }

    private void Walk(ModuleNode node)
    {
        if (node.Parent is not null && (node.Children.Count == 0 || _patterns.Any(pattern => pattern.Matches(node))))
        {
            _units.Add(new PlanUnit(node.Path, IsTensor: false, [.. node.AllTensors()]));
            return;
        }

        _units.AddRange(node.Tensors.Select(tensor => new PlanUnit(tensor.Header.Name, IsTensor: true, [tensor])));
        node.Children.ForEach(Walk);
    }

    private static bool IsMet(ModulePattern pattern, ModuleNode node) =>
        pattern.Matches(node) || node.Children.Exists(child => IsMet(pattern, child));

    private static string Examples(ModuleTree tree)
    {
        List<string> paths = [];
        var queue = new Queue<ModuleNode>(tree.Root.Children);
        while (queue.TryDequeue(out var node) && paths.Count < MostNamed)
        {
            paths.Add(node.Path);
            node.Children.Take(2).ToList().ForEach(queue.Enqueue);
        }

        return paths.Count == 0 ? "none, its tensors stand alone" : string.Join(", ", paths);
    }
}
