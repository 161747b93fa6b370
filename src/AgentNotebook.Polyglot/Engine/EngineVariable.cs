namespace AgentNotebook.Polyglot.Engine;

/// <summary>A variable of the engine's C# kernel.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type it was declared with.</param>
/// <param name="Read">Reads its value.</param>
internal sealed record EngineVariable(string Name, Type Type, Func<object?> Read);
