namespace AgentNotebook.Execution.Compiling;

/// <summary>An error the compiler reported, in the lines of the source it was given.</summary>
/// <param name="Id">The compiler's identifier, such as <c>CS0103</c>.</param>
/// <param name="Message">Its message.</param>
/// <param name="Line">Start line, counted from 1.</param>
/// <param name="Column">Start column, counted from 1.</param>
/// <param name="Start">Start offset in the source, in characters.</param>
/// <param name="Length">Length of the marked text, in characters.</param>
/// <param name="Check">The check it was found in; <see langword="null"/> for the code itself.</param>
public sealed record CodeDiagnostic(string Id, string Message, int Line, int Column, int Start, int Length, string? Check = null);
