using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Writing to what cannot be written: constants, read-only fields and properties, loop variables, copies of structs.</summary>
internal sealed class WriteRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Id switch
    {
        "CS0131" or "CS0191" or "CS0198" or "CS0200" or "CS0272" or "CS8852" or "CS1604" or "CS0199" or "CS0192" or "CS8331" => Declaration(context),
        "CS1656" or "CS1654" => LoopVariable(context),
        "CS1612" => Copy(context),
        "CS0133" => Constant(context),
        _ => [],
    };

    private static IEnumerable<RepairProposal> Declaration(RepairContext context)
    {
        var target = context.Node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault();
        var symbol = target is null ? null : context.SymbolOf(target);
        var declared = Places.Declaration(symbol);
        if (declared?.AncestorsAndSelf().FirstOrDefault(n => n is FieldDeclarationSyntax or LocalDeclarationStatementSyntax) is { } holder)
        {
            foreach (var modifier in holder.ChildTokens().Where(t => t.IsKind(SyntaxKind.ConstKeyword) || t.IsKind(SyntaxKind.ReadOnlyKeyword)))
            {
                yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart)), $"`{symbol!.Name}` is written to, so it cannot be {modifier.Text}");
            }
        }

        if (declared is PropertyDeclarationSyntax { AccessorList: { } accessors } property)
        {
            var setter = accessors.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.SetAccessorDeclaration) || a.IsKind(SyntaxKind.InitAccessorDeclaration));
            if (setter is null)
            {
                yield return new RepairProposal(Edit.Insert(accessors.CloseBraceToken.SpanStart, "set; "), $"`{property.Identifier}` is written to and had no setter");
            }
            else
            {
                yield return new RepairProposal(Edit.Replace(setter, "set" + (setter.Body?.ToString() ?? setter.ExpressionBody?.ToString() ?? "") + (setter.SemicolonToken.IsKind(SyntaxKind.None) ? "" : ";")), $"`{property.Identifier}` is written to from elsewhere");
            }
        }

        if (target is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } member && target.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
            && context.TypeOf(receiver) is { IsRecord: true })
        {
            yield return new RepairProposal(Edit.Replace(assignment, $"{receiver} = {receiver} with {{ {member.Name} = {assignment.Right} }}"), "a record is changed by making a copy of it", 1);
        }

        // `s[0] = 'x'` on a string.
        if (target is ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax text } element && Kinds.IsString(context.TypeOf(text)) && element.Parent is AssignmentExpressionSyntax write && element.ArgumentList.Arguments.Count == 1)
        {
            var index = element.ArgumentList.Arguments[0].Expression;
            yield return new RepairProposal(
                Edit.Replace(write, $"{text} = {text}.Remove({index}, 1).Insert({index}, ({write.Right}).ToString())"), "a string cannot be changed in place", 1);
        }
    }

    private static IEnumerable<RepairProposal> LoopVariable(RepairContext context)
    {
        var name = context.Node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault();
        var loop = context.Node.Ancestors().OfType<ForEachStatementSyntax>().FirstOrDefault(f => f.Identifier.ValueText == name?.Identifier.ValueText);
        if (loop is null)
        {
            yield break;
        }

        var item = loop.Identifier.ValueText + "Item";
        var start = loop.Statement is BlockSyntax block ? Edit.AtStart(context.View, block, $"var {loop.Identifier} = {item};") : [];
        if (start.Count > 0)
        {
            yield return new RepairProposal([Edit.Replace(loop.Identifier, item), .. start], "a foreach variable cannot be assigned", 1);
        }

        // Writing to the elements is only possible through their index.
        if (loop.Expression is IdentifierNameSyntax && context.TypeOf(loop.Expression) is { } type && (type is IArrayTypeSymbol || type.Name == "List"))
        {
            var index = Names.Fresh(context, loop.SpanStart, "i", "k", "index");
            var count = type is IArrayTypeSymbol ? "Length" : "Count";
            var changes = new List<TextChange> { new(TextSpan.FromBounds(loop.ForEachKeyword.SpanStart, loop.CloseParenToken.Span.End), $"for (int {index} = 0; {index} < {loop.Expression}.{count}; {index}++)") };
            changes.AddRange(Places.References(context.View, context.Model.GetDeclaredSymbol(loop)!, loop.Statement).Select(r => Edit.Replace(r, $"{loop.Expression}[{index}]")));
            yield return new RepairProposal(changes, "a foreach variable cannot be assigned, an element can", 0);
        }
    }

    private static IEnumerable<RepairProposal> Copy(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault() is { Parent: AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } write } member && write.Left == member)
        {
            var name = Names.Fresh(context, statement.SpanStart, "copy", "item", "changed");
            yield return new RepairProposal(
                Edit.Replace(statement, $"{{ var {name} = {member.Expression}; {name}.{member.Name} {write.OperatorToken} {write.Right}; {member.Expression} = {name}; }}"),
                $"`{member.Expression}` gives a copy of a struct, so the changed copy must be put back");
        }
    }

    private static IEnumerable<RepairProposal> Constant(RepairContext context)
    {
        var holder = context.Node.Ancestors().FirstOrDefault(n => n is FieldDeclarationSyntax or LocalDeclarationStatementSyntax);
        var modifier = holder?.ChildTokens().FirstOrDefault(t => t.IsKind(SyntaxKind.ConstKeyword));
        if (modifier is { RawKind: not 0 } word)
        {
            yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(word.SpanStart, word.GetNextToken().SpanStart)), "its value is known only when it runs");
        }
    }
}
