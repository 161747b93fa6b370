using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Compiles the declarations of the variables a guest starts with: a submission of its own before the code, so that no line of the code moves.</summary>
internal static class GuestDeclarations
{
    private const int MostVariables = 1024;

    /// <summary>The submission; nothing when there are no variables.</summary>
    internal static (CSharpCompilation? Compilation, GuestSubmission? Submission, IReadOnlyList<CodeDiagnostic> Errors) Compile(
        IReadOnlyList<GuestVariable> variables, GuestTemplate template, CancellationToken cancellationToken)
    {
        if (variables.Count == 0)
        {
            return (null, null, []);
        }

        if (variables.Select(Problem).FirstOrDefault(problem => problem is not null) is { } wrong || (wrong = Together(variables)) is not null)
        {
            return (null, null, [Error(wrong)]);
        }

        // One line each: the line of an error is the number of its variable.
        var source = string.Concat(variables.Select(variable => $"{variable.Type} {variable.Name};\n"));
        var compilation = template.Of(source, cancellationToken);
        if (GuestEmitter.TryEmit(compilation, check: null, [], cancellationToken) is { } submission)
        {
            return (compilation, submission, []);
        }

        var errors = GuestDiagnostics.Describe(compilation.Emit(Stream.Null, cancellationToken: cancellationToken).Diagnostics, check: null);
        return (null, null, [.. errors.Select(error => Error($"The variable '{variables[error.Line - 1].Name}' cannot have the type {variables[error.Line - 1].Type}: {error.Message}"))]);
    }

    // Name and type become source: each must be that and nothing more.
    private static string? Problem(GuestVariable variable)
    {
        if (!SyntaxFacts.IsValidIdentifier(variable.Name) || SyntaxFacts.GetKeywordKind(variable.Name) != SyntaxKind.None)
        {
            return $"'{variable.Name}' is no name for a variable: it begins with a letter or '_', goes on with letters, digits or '_', and is no keyword.";
        }

        return variable.Type.AsSpan().IndexOfAny("\r\n\u0085\u2028\u2029") >= 0
            || variable.Type.Length > GuestCompiler.MaximumCheckLength
            || Nesting.TooDeepAt(variable.Type) >= 0
            || SyntaxFactory.ParseTypeName(variable.Type, consumeFullText: true) is { } type
            && (type.ContainsDiagnostics || type.DescendantTrivia().Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
            ? $"The variable '{variable.Name}' cannot have the type '{variable.Type}', which is no C# type."
            : null;
    }

    private static string? Together(IReadOnlyList<GuestVariable> variables)
    {
        if (variables.Count > MostVariables)
        {
            return $"{variables.Count:N0} variables are handed over; at most {MostVariables:N0} are taken.";
        }

        return variables.GroupBy(variable => variable.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? $"The variable '{twice.Key}' is handed over twice."
            : null;
    }

    private static CodeDiagnostic Error(string message) => new(GuestDiagnostics.VariableId, message, 1, 1, 0, 0);
}
