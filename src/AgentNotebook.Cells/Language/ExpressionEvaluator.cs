using AgentNotebook.Cells.Errors;
using AgentNotebook.Cells.Rendering;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Display;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Language;

/// <summary>Evaluates expressions that belong to no cell.</summary>
/// <param name="chain">What they see.</param>
/// <param name="renderer">Renders their values.</param>
/// <param name="invoke">Runs code as if a cell had called it.</param>
internal sealed class ExpressionEvaluator(SubmissionChain chain, ValueRenderer renderer, Func<Action, ICellOutput, CancellationToken, Task<CellResult>> invoke)
{
    // No cell's: its frames are not shown.
    private const string Path = "expression.csx";

    public async Task<CellEvaluation> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        var tree = SubmissionChain.Parse(expression, Path, cancellationToken);
        if (tree.GetRoot(cancellationToken) is not CompilationUnitSyntax { Usings.Count: 0, Externs.Count: 0, Members: [GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } }] })
        {
            return new CellEvaluation(null, CellErrors.Plain(CellError.Compilation, "This is no expression: statements and declarations belong in a cell."));
        }

        var compilation = await Task.Run(() => chain.Evaluate(tree, cancellationToken), cancellationToken);
        if (compilation.Submission is not { } submission)
        {
            return new CellEvaluation(null, CellErrors.OfCompiler(compilation.Errors, Path, expression));
        }

        MimeBundle? value = null;
        var result = await invoke(() => value = Run(submission), NoOutput.Instance, cancellationToken);
        return result.Error is null ? new CellEvaluation(value, null) : new CellEvaluation(null, result.Error);
    }

    private MimeBundle Run(Submission submission)
    {
        var value = submission.Start().GetAwaiter().GetResult();
        return submission.HasResult ? renderer.Render(value) : MimeBundle.FromText("");
    }
}
