namespace AgentNotebook.Execution;

/// <summary>A variable a guest starts with.</summary>
/// <param name="Name">A C# identifier.</param>
/// <param name="Type">Its type as C# source, such as <c>double[]</c>.</param>
/// <param name="Json">Its value as JSON.</param>
public sealed record GuestVariable(string Name, string Type, string Json);
