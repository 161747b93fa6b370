using AgentNotebook.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair;

/// <summary>What a repair looks at: the code, and either one compiler error or the outcome of a run.</summary>
internal sealed class RepairContext
{
    // A callee that the runtime compiled into its caller leaves only the caller's line.
    private const int FramesLookedAt = 4;

    public RepairContext(CodeView view, Diagnostic error)
    {
        View = view;
        Error = error;
        Span = error.Location.SourceSpan;
        var span = Span.End <= view.Root.FullSpan.End ? Span : new TextSpan(view.Root.FullSpan.End, 0);
        Node = view.Root.FindNode(span, getInnermostNodeForTie: true);
    }

    public RepairContext(CodeView view, GuestOutcome outcome, bool everywhere = false)
    {
        View = view;
        Outcome = outcome;
        Line = outcome.Exception?.Line;
        Node = view.Root;
        var lines = (outcome.Exception?.Frames ?? []).Select(frame => frame.Line).OfType<int>().Distinct().Where(line => line >= 1 && line <= view.Text.Lines.Count).Take(FramesLookedAt).ToList();
        Statements = outcome.Exception is null ? []
            : lines.Count > 0 && !everywhere ? [.. lines.SelectMany(line => Places.At(view, line)).Distinct()]
            : [.. view.Root.DescendantNodes().Where(node => node is StatementSyntax and not BlockSyntax or ArrowExpressionClauseSyntax or FieldDeclarationSyntax)];
    }

    public CodeView View { get; }

    public Diagnostic? Error { get; }

    public string Id => Error?.Id ?? "";

    public TextSpan Span { get; }

    /// <summary>The innermost node under the error.</summary>
    public SyntaxNode Node { get; }

    public GuestOutcome? Outcome { get; }

    /// <summary>The guest's line at which it threw.</summary>
    public int? Line { get; }

    /// <summary>The statements at the faulting line, then those at its callers' lines; all of them when the symbols tell no line.</summary>
    public IReadOnlyList<SyntaxNode> Statements { get; } = [];

    public SemanticModel Model => View.Model;

    public CompilationUnitSyntax Root => View.Root;

    public bool Is(params ReadOnlySpan<string> ids) => ids.Contains(Id);

    /// <summary>Whether the run ended in one of these exceptions, named without their namespace.</summary>
    public bool Threw(params ReadOnlySpan<string> types)
    {
        var type = Outcome?.Exception?.Type;
        return type is not null && types.Contains(type[(type.LastIndexOf('.') + 1)..]);
    }

    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => Model.GetTypeInfo(expression).Type;

    public ISymbol? SymbolOf(SyntaxNode node)
    {
        var info = Model.GetSymbolInfo(node);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    /// <summary>The faulting statements' own expressions, those of nested bodies left out.</summary>
    public IEnumerable<T> AtLine<T>()
        where T : SyntaxNode =>
        Statements.SelectMany(statement => statement.DescendantNodesAndSelf(node => node == statement || !Places.IsBody(node)).OfType<T>()).Distinct();
}
