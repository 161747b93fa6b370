using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair;

/// <summary>A piece of code with what the compiler knows about it.</summary>
internal sealed class CodeView
{
    private static readonly Lazy<CSharpCompilation> _empty = new(() => GuestCompiler.CreateCompilation(""));

    private readonly Lazy<IReadOnlyList<Diagnostic>> _errors;
    private readonly Lazy<SemanticModel> _model;

    private CodeView(string code, CSharpCompilation compilation, CancellationToken cancellationToken)
    {
        Code = code;
        Compilation = compilation;
        Tree = compilation.SyntaxTrees[0];
        Root = (CompilationUnitSyntax)Tree.GetRoot(cancellationToken);
        Text = Tree.GetText(cancellationToken);
        SyntaxErrors = Tree.GetDiagnostics(cancellationToken).Count(d => d.Severity == DiagnosticSeverity.Error);
        _model = new(() => compilation.GetSemanticModel(Tree));
        _errors = new(() =>
        [
            .. compilation.GetDiagnostics(cancellationToken)
                .Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.IsInSource)
                .OrderBy(d => d.Location.SourceSpan.Start),
        ]);
    }

    public string Code { get; }

    public CSharpCompilation Compilation { get; }

    public SyntaxTree Tree { get; }

    public CompilationUnitSyntax Root { get; }

    public SourceText Text { get; }

    public int SyntaxErrors { get; }

    public SemanticModel Model => _model.Value;

    public IReadOnlyList<Diagnostic> Errors => _errors.Value;

    public static CodeView Of(string code, CancellationToken cancellationToken) => new CodeView("", _empty.Value, cancellationToken).With(code, cancellationToken);

    /// <summary>Code that sees the variables it is handed.</summary>
    public static CodeView Of(string code, Surroundings surroundings, CancellationToken cancellationToken) => surroundings.Declared is { } declared
        ? new CodeView("", GuestCompiler.CreateCompilation("", declared, cancellationToken), cancellationToken).With(code, cancellationToken)
        : Of(code, cancellationToken);

    /// <summary>The same compilation over other code: the references stay bound, which makes it a hundred times cheaper than a new one.</summary>
    public CodeView With(string code, CancellationToken cancellationToken) =>
        new(code, Compilation.ReplaceSyntaxTree(Tree, Tree.WithChangedText(SourceText.From(code, System.Text.Encoding.UTF8))), cancellationToken);

    /// <summary>The code after <paramref name="proposal"/>, or null when its changes overlap or leave the code.</summary>
    public string? Apply(RepairProposal proposal)
    {
        var changes = proposal.Changes.OrderBy(change => change.Span.Start).ToList();
        var end = 0;
        foreach (var change in changes)
        {
            if (change.Span.Start < end || change.Span.End > Text.Length)
            {
                return null;
            }

            end = change.Span.End;
        }

        var code = Text.WithChanges(changes).ToString();
        return code == Code ? null : code;
    }

    public int LineOf(int position) => Text.Lines.GetLineFromPosition(Math.Min(position, Text.Length)).LineNumber + 1;
}
