using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Statements that are none, switch sections that fall through, jumps without a loop, queries without an end.</summary>
internal sealed class StatementRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Id switch
    {
        "CS0201" => Dropped(context),
        "CS0149" or "CS1955" or "CS0118" or "CS0021" or "CS7019" or "CS0841" => RunOn(context),
        "CS0163" or "CS8070" => FallThrough(context),
        "CS0742" => Query(context),
        "CS0139" => Jump(context),
        "CS0106" => Modifier(context),
        "CS0017" or "CS8120" or "CS8510" or "CS0152" => Case(context),
        _ => [],
    };

    private static IEnumerable<RepairProposal> Dropped(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<ExpressionStatementSyntax>().FirstOrDefault() is not { } statement)
        {
            yield break;
        }

        var expression = statement.Expression;
        if (expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equality)
        {
            yield return new RepairProposal(Edit.Replace(equality.OperatorToken, "="), "`==` compares, and an assignment is written `=`");
        }

        if (Places.Parts(Places.Function(statement)) is { Body: { } body } && body.Statements.LastOrDefault() == statement)
        {
            yield return new RepairProposal(Edit.Insert(statement.SpanStart, "return "), "the value was computed and not returned");
        }
        else if (Places.Function(statement) is not null)
        {
            yield return new RepairProposal(Edit.Insert(statement.SpanStart, "return "), "the value was computed and not returned", 2);
        }

        if (statement.Parent is GlobalStatementSyntax global && context.Root.Members.LastOrDefault() == global && statement.SemicolonToken.Span.Length > 0)
        {
            yield return new RepairProposal(Edit.Delete(statement.SemicolonToken.Span), "the code's result is its last expression, written without a semicolon");
        }

        if (expression is MemberAccessExpressionSyntax && context.Model.GetMemberGroup(expression).Length > 0)
        {
            yield return new RepairProposal(Edit.Insert(expression.Span.End, "()"), "a method is called with `()`");
        }

        if (expression is BinaryExpressionSyntax { Left: IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax } operation
            && operation.OperatorToken.Kind() is SyntaxKind.PlusToken or SyntaxKind.MinusToken or SyntaxKind.AsteriskToken or SyntaxKind.SlashToken)
        {
            yield return new RepairProposal(Edit.Replace(operation.OperatorToken, operation.OperatorToken.Text + "="), "the value was computed and not kept", 1);
        }

        if (expression is IdentifierNameSyntax name)
        {
            var rank = name.Identifier.ValueText is "i" or "count" or "n" ? 2 : 4;
            yield return new RepairProposal(Edit.Insert(name.Span.End, "++"), "a bare name does nothing", rank);
        }

        yield return new RepairProposal(Edit.Insert(statement.SpanStart, "_ = "), "an expression alone is no statement", 8);
    }

    // Without its semicolon a statement reads a parenthesis or bracket at the start of the next line as a call or an index.
    private static IEnumerable<RepairProposal> RunOn(RepairContext context)
    {
        foreach (var node in context.Node.AncestorsAndSelf().TakeWhile(n => n is not StatementSyntax).Concat(context.Node.DescendantNodes()))
        {
            var (called, arguments) = node switch
            {
                InvocationExpressionSyntax call => (call.Expression, (SyntaxNode)call.ArgumentList),
                ElementAccessExpressionSyntax access => (access.Expression, access.ArgumentList),
                _ => default,
            };
            if (called is not null && context.View.LineOf(called.Span.End) < context.View.LineOf(arguments.SpanStart))
            {
                yield return new RepairProposal(Edit.Insert(called.Span.End, ";"), "a `;` was missing, so that the next line was taken for its arguments");
            }
        }
    }

    private static IEnumerable<RepairProposal> FallThrough(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<SwitchSectionSyntax>().FirstOrDefault() is { Statements: { Count: > 0 } statements })
        {
            yield return new RepairProposal(Edit.After(context.View, statements[^1], "break;"), "a switch section must not run into the next one");
        }
    }

    private static IEnumerable<RepairProposal> Query(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<QueryExpressionSyntax>().FirstOrDefault() is { } query)
        {
            var last = query.Body.Clauses.LastOrDefault() as SyntaxNode ?? query.FromClause;
            yield return new RepairProposal(Edit.Insert(last.Span.End, $" select {query.FromClause.Identifier}"), "a query ends in `select`");
        }
    }

    private static IEnumerable<RepairProposal> Jump(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().FirstOrDefault(n => n is BreakStatementSyntax or ContinueStatementSyntax) is { } jump)
        {
            yield return new RepairProposal(Edit.Delete(jump.Span), "there is no loop to leave", 1);
            yield return new RepairProposal(Edit.Replace(jump, "return;"), "there is no loop to leave", 2);
        }
    }

    private static IEnumerable<RepairProposal> Modifier(RepairContext context)
    {
        var token = context.Root.FindToken(context.Span.Start);
        var holder = token.Parent?.AncestorsAndSelf().FirstOrDefault(n => n is LocalDeclarationStatementSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax);
        foreach (var modifier in (holder?.ChildTokens() ?? []).Where(t => context.Error!.GetMessage().Contains($"'{t.Text}'", StringComparison.Ordinal) && SyntaxFacts.IsKeywordKind(t.Kind())))
        {
            yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart)), $"`{modifier.Text}` has no meaning here");
        }
    }

    // A case that an earlier, wider one has swallowed moves before it; the same case twice goes.
    private static IEnumerable<RepairProposal> Case(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<SwitchExpressionArmSyntax>().FirstOrDefault() is { Parent: SwitchExpressionSyntax choice } arm)
        {
            var index = choice.Arms.IndexOf(arm);
            for (var i = index - 1; i >= 0; i--)
            {
                yield return new RepairProposal([Edit.Replace(choice.Arms[i], arm.ToString()), Edit.Replace(arm, choice.Arms[i].ToString())], "an earlier case already covers it", index - 1 - i);
            }
        }

        if (context.Node.AncestorsAndSelf().OfType<SwitchSectionSyntax>().FirstOrDefault() is { Parent: SwitchStatementSyntax statement } section)
        {
            var index = statement.Sections.IndexOf(section);
            for (var i = index - 1; i >= 0 && !context.Is("CS0152"); i--)
            {
                yield return new RepairProposal([Edit.Replace(statement.Sections[i], section.ToString()), Edit.Replace(section, statement.Sections[i].ToString())], "an earlier case already covers it", index - 1 - i);
            }
        }
    }
}
