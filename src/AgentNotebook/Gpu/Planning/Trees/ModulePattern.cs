namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>A pattern over the last parts of a module's path: <c>N</c> is a number, <c>*</c> is anything.</summary>
/// <param name="text">The pattern.</param>
internal sealed class ModulePattern(string text)
{
    private readonly string[] _parts = text.Split('.');

    public string Text { get; } = text;

    /// <summary>Whether a module's path ends as the pattern says.</summary>
    public bool Matches(ModuleNode module)
    {
        var node = module;
        for (var i = _parts.Length - 1; i >= 0; i--)
        {
            if (node.Parent is null || !Matches(_parts[i], node.Name))
            {
                return false;
            }

            node = node.Parent;
        }

        return true;
    }

    private static bool Matches(string part, string name) =>
        part == "*" || part == name || (part == "N" && name.Length > 0 && name.All(char.IsAsciiDigit));
}
