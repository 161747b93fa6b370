using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A name declared twice: the second declaration becomes an assignment, or gets a name of its own.</summary>
internal sealed class DuplicateRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Is("CS0128", "CS0136", "CS0102", "CS0111", "CS0100", "CS0412", "CS0101", "CS0229"))
        {
            yield break;
        }

        var node = context.Node.AncestorsAndSelf().FirstOrDefault(n => n is VariableDeclaratorSyntax or ForEachStatementSyntax or ParameterSyntax or MethodDeclarationSyntax or SingleVariableDesignationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax);
        if (node is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } declarator)
        {
            foreach (var proposal in Variable(context, declarator, declaration))
            {
                yield return proposal;
            }
        }

        if (node is not null && context.Model.GetDeclaredSymbol(node) is { } symbol)
        {
            var identifier = context.Root.FindToken(context.Span.Start);
            var fresh = Names.Fresh(context, node.SpanStart, symbol.Name + "2", symbol.Name is "i" or "j" ? "j" : symbol.Name + "Inner");
            var scope = node is ForEachStatementSyntax ? node : node.AncestorsAndSelf().FirstOrDefault(n => n is ForStatementSyntax or BlockSyntax or AnonymousFunctionExpressionSyntax);
            if (!context.Is("CS0111"))
            {
                var references = Places.References(context.View, symbol, scope).Where(r => r.SpanStart > identifier.SpanStart);
                yield return new RepairProposal([Edit.Replace(identifier, fresh), .. references.Select(r => Edit.Replace(r, fresh))], $"`{symbol.Name}` already names something here", 3);
            }
        }

        if (node is MethodDeclarationSyntax or LocalFunctionStatementSyntax && context.Is("CS0111", "CS0128"))
        {
            var twin = node.Parent?.ChildNodes().FirstOrDefault(n => n != node && Signature(n) == Signature(node));
            if (twin is not null && SyntaxFactory.AreEquivalent(twin, node))
            {
                yield return new RepairProposal(Edit.Delete(node.Span), "the same method is declared twice");
            }
            else
            {
                yield return new RepairProposal(Edit.Delete((twin ?? node).Span), "the method is declared twice, and the later one is kept", 4);
            }
        }
    }

    private static IEnumerable<RepairProposal> Variable(RepairContext context, VariableDeclaratorSyntax declarator, VariableDeclarationSyntax declaration)
    {
        var statement = declaration.Parent!;
        if (declarator.Initializer is { } initializer)
        {
            var modifiers = TextSpan.FromBounds(statement is ForStatementSyntax ? declaration.SpanStart : statement.SpanStart, declarator.SpanStart);
            var text = initializer.Value is InitializerExpressionSyntax && declaration.Type is ArrayTypeSyntax ? [Edit.Insert(initializer.Value.SpanStart, $"new {declaration.Type} ")] : Array.Empty<TextChange>();
            yield return new RepairProposal([Edit.Delete(modifiers), .. text], $"`{declarator.Identifier}` was already declared", statement is ForStatementSyntax ? 4 : 0);
        }
        else
        {
            yield return new RepairProposal(Edit.Delete(statement.Span), $"`{declarator.Identifier}` was already declared", 1);
        }
    }

    private static string? Signature(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax inner } => Signature(inner),
        MethodDeclarationSyntax m => m.Identifier.ValueText + string.Join(",", m.ParameterList.Parameters.Select(p => p.Type?.ToString())),
        LocalFunctionStatementSyntax l => l.Identifier.ValueText + string.Join(",", l.ParameterList.Parameters.Select(p => p.Type?.ToString())),
        _ => null,
    };
}
