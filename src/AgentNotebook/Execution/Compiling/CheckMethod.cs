namespace AgentNotebook.Execution.Compiling;

/// <summary>A method of the check code that a check may call: one that keeps what it compared, or one that throws when it fails.</summary>
/// <param name="Answer">The variable that receives verdict and operands; empty for a void method.</param>
/// <param name="Operands">The operands' source.</param>
internal sealed record CheckMethod(string Answer, IReadOnlyList<string> Operands);
