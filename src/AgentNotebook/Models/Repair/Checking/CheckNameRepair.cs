using AgentNotebook.Models.Repair.Compiling;
using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>A check that names something the code does not declare: the code's own name was misspelled, or its last value was thrown away.</summary>
internal sealed class CheckNameRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => [];

    public static IEnumerable<RepairProposal> ForErrors(CodeView view, IReadOnlyList<Execution.Compiling.CodeDiagnostic> errors)
    {
        foreach (var error in errors.Where(e => e is { Check: not null, Id: "CS0103" }))
        {
            var wrong = error.Message.Split('\'') is { Length: > 2 } parts ? parts[1] : "";
            foreach (var declared in view.Root.Members.SelectMany(Declared))
            {
                if (NameDistance.Near(declared.ValueText, wrong) is { } distance && declared.Parent is { } node && view.Model.GetDeclaredSymbol(node) is { } symbol)
                {
                    yield return new RepairProposal(
                        [Edit.Replace(declared, wrong), .. Places.References(view, symbol).Select(r => Edit.Replace(r, wrong))], $"the check asks for `{wrong}`, and `{declared.ValueText}` is the nearest that the code declares", distance);
                }
            }

            if (wrong == "result" && view.Root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.Span.Length: > 0 } last }
                && view.Model.GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void })
            {
                yield return new RepairProposal(Edit.Delete(last.SemicolonToken.Span), "the code's result is its last expression, written without a semicolon", 1);
            }
        }

        foreach (var proposal in CheckTypeRepair.ForErrors(view, errors))
        {
            yield return proposal;
        }
    }

    private static IEnumerable<SyntaxToken> Declared(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax f => f.Declaration.Variables.Select(v => v.Identifier),
        MethodDeclarationSyntax m => [m.Identifier],
        PropertyDeclarationSyntax p => [p.Identifier],
        GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax l } => l.Declaration.Variables.Select(v => v.Identifier),
        _ => [],
    };
}
