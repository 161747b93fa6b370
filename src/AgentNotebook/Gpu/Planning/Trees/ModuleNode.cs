namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>A module: what stands before a dot in tensors' names. It keeps its own part of the name only, since a file may hold a great many.</summary>
/// <param name="parent">The module it is in; <see langword="null"/> for the whole model.</param>
/// <param name="name">The last part of its path; empty for the whole model.</param>
internal sealed class ModuleNode(ModuleNode? parent, string name)
{
    private Dictionary<string, ModuleNode>? _byName;

    public ModuleNode? Parent { get; } = parent;

    public string Name { get; } = name;

    /// <summary>Its full path; empty for the whole model.</summary>
    public string Path => Parent is null ? "" : Parent.Parent is null ? Name : $"{Parent.Path}.{Name}";

    /// <summary>Its modules, in the order in which they run as far as names tell.</summary>
    public List<ModuleNode> Children { get; } = [];

    /// <summary>Its own parameters and buffers.</summary>
    public List<PlanTensor> Tensors { get; } = [];

    /// <summary>Whether repeated blocks are somewhere below it.</summary>
    public bool HoldsBlocks { get; set; }

    /// <summary>Finds a module in it.</summary>
    public ModuleNode? Find(string name) => _byName?.GetValueOrDefault(name);

    /// <summary>Adds a module that is not there yet.</summary>
    public ModuleNode Add(string name)
    {
        var child = new ModuleNode(this, name);
        (_byName ??= new(StringComparer.Ordinal)).Add(name, child);
        Children.Add(child);
        return child;
    }

    /// <summary>Its own tensors and those of all modules below it.</summary>
    public IEnumerable<PlanTensor> AllTensors() => Tensors.Concat(Children.SelectMany(child => child.AllTensors()));
}
