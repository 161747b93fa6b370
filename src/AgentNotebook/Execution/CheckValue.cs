namespace AgentNotebook.Execution;

/// <summary>An operand of a check and the value it had.</summary>
/// <param name="Expression">The operand's source.</param>
/// <param name="Value">Its value as text, cut at 1,024 characters.</param>
public sealed record CheckValue(string Expression, string Value);
