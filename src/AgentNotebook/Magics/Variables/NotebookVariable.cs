namespace AgentNotebook.Magics.Variables;

/// <summary>A C# variable of the notebook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as C# writes it.</param>
/// <param name="Value">Reads its value as one short line of text; a value that cannot be read says so.</param>
public sealed record NotebookVariable(string Name, string Type, Func<string> Value);
