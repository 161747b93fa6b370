using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Emits the code itself, with its answer as the variable <c>result</c> wherever it can be one.</summary>
internal static class CodeEmitter
{
    /// <summary>Emits <paramref name="written"/>.</summary>
    /// <returns>The compilation the checks follow, its submission (<see langword="null"/> when it has errors), whether it has a result, and the result's type.</returns>
    internal static (CSharpCompilation Compilation, GuestSubmission? Submission, bool HasResult, string? Type) Emit(CSharpCompilation written, CancellationToken cancellationToken)
    {
        var tree = written.SyntaxTrees[0];
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        var source = tree.GetText(cancellationToken);
        var early = GuestSource.ReturnsEarly(root);
        // Binding is most of the cost, and what most code turns out to be can be told without it: that is tried before the code is asked what it is.
        if (Guess(written, root, source) is { } guess && Try(written, guess, early, cancellationToken) is { } guessed)
        {
            return guessed;
        }

        var model = written.GetSemanticModel(tree);
        var answer = GuestSource.Answer(root);
        if (answer is not null && model.GetTypeInfo(answer, cancellationToken).Type is { SpecialType: SpecialType.System_Void })
        {
            answer = null;
        }

        if (Named(written, root, source, answer, model) is { } named && Try(written, named, early, cancellationToken) is { } emitted)
        {
            return emitted with { HasResult = early || answer is not null || emitted.HasResult };
        }

        // Where `result` cannot be declared (a span, a pointer) the code runs as it was written.
        var hasResult = early || answer is not null || GuestSource.ResultVariable(written) is not null;
        var type = answer is null || early ? null : TypeSource.Of(model.GetTypeInfo(answer, cancellationToken).Type, written);
        return (written, GuestEmitter.TryEmit(written, check: null, [], cancellationToken), hasResult, type);
    }

    // An answer that has a type of its own; or a variable named result and no answer.
    private static SourceText? Guess(CSharpCompilation written, CompilationUnitSyntax root, SourceText source) =>
        GuestSource.Answer(root) is { } answer
            ? GuestSource.DeclaresResult(written) || GuestSource.MentionsResult(root) ? null : GuestSource.NameAnswer(source, answer, hasType: true)
            : GuestSource.DeclaresResult(written) ? GuestSource.Append(source, GuestSource.ResultName) : null;

    private static SourceText? Named(CSharpCompilation written, CompilationUnitSyntax root, SourceText source, ExpressionSyntax? answer, SemanticModel model) => answer switch
    {
        not null when GuestSource.DeclaresResult(written) || GuestSource.MentionsResult(root) => null,
        not null => GuestSource.NameAnswer(source, answer, hasType: model.GetTypeInfo(answer).Type is not null),
        null when GuestSource.ResultVariable(written) is not null => GuestSource.Append(source, GuestSource.ResultName),
        // The compiler emits nothing, and names no error, for a submission without a statement.
        null when root.Members.Count == 0 => GuestSource.Append(source, ";"),
        null => null,
    };

    private static (CSharpCompilation Compilation, GuestSubmission? Submission, bool HasResult, string? Type)? Try(
        CSharpCompilation written, SourceText named, bool early, CancellationToken cancellationToken)
    {
        var compilation = GuestCompiler.ReplaceSource(written, named.ToString(), cancellationToken);
        if (GuestEmitter.TryEmit(compilation, check: null, [], cancellationToken) is not { } submission)
        {
            return null;
        }

        var result = GuestSource.ResultVariable(compilation);
        return (compilation, submission, early || result is not null, early ? null : TypeSource.Of(result, compilation));
    }
}
