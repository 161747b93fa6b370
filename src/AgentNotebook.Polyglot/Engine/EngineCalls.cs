namespace AgentNotebook.Polyglot.Engine;

/// <summary>What the extension asks of .NET Interactive outside a cell. <c>extension.dib</c> fills it in; nothing here is compiled against the engine.</summary>
public sealed record EngineCalls
{
    /// <summary>The C# kernel's <c>ScriptState</c> (a <c>Microsoft.CodeAnalysis.Scripting.ScriptState</c>): its variables, and what code over them is compiled against.</summary>
    public required Func<object> ScriptState { get; init; }

    /// <summary>Declares a C# variable: its name, its value, its type.</summary>
    public required Func<string, object?, Type, Task> SetVariableAsync { get; init; }

    /// <summary>Asks the person at the notebook for a line; throws where nobody can answer.</summary>
    public required Func<string, Task<string?>> AskAsync { get; init; }

    /// <summary>A value as the engine writes it in plain text.</summary>
    public required Func<object?, string> Text { get; init; }

    /// <summary>Whether the engine has a magic of a name, such as <c>#!time</c>, itself: it then stays the engine's.</summary>
    public required Func<string, bool> Has { get; init; }
}
