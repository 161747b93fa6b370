namespace AgentNotebook.Execution.Compiling;

/// <summary>What compiling a guest came to: a program, or the errors that stand in its way.</summary>
/// <param name="Program">The program; <see langword="null"/> when there are errors.</param>
/// <param name="Errors">The errors, in source order; empty when there is a program.</param>
public sealed record GuestCompilation(GuestProgram? Program, IReadOnlyList<CodeDiagnostic> Errors);
