using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>Whole-number division where a fraction was meant, a wrong sign or operator, operands the wrong way round.</summary>
internal sealed class ArithmeticSlip : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            yield break;
        }

        foreach (var node in context.Root.DescendantNodes())
        {
            var proposals = node switch
            {
                BinaryExpressionSyntax binary when Kinds.IsNumeric(context.TypeOf(binary)) => Binary(context, binary),
                AssignmentExpressionSyntax assignment when Kinds.IsNumeric(context.TypeOf(assignment.Left)) => Assignment(assignment),
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: not LiteralExpressionSyntax } minus => [new RepairProposal(Edit.Replace(minus, minus.Operand.ToString()), "the sign was wrong", 5)],
                ReturnStatementSyntax { Expression: IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax } returned when Kinds.IsNumeric(context.TypeOf(returned.Expression)) =>
                    [new RepairProposal(Edit.Replace(returned.Expression, $"-{returned.Expression}"), "the sign was wrong", 8)],
                CastExpressionSyntax { Type: PredefinedTypeSyntax type } cast when Kinds.IsInteger(context.TypeOf(cast)) && Kinds.IsFloating(context.TypeOf(cast.Expression)) =>
                    [new RepairProposal(Edit.Replace(cast, $"({type})Math.Round({Edit.Bare(cast.Expression)})"), "the cast dropped the fraction instead of rounding", 5)],
                _ => [],
            };
            foreach (var proposal in proposals)
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<RepairProposal> Binary(RepairContext context, BinaryExpressionSyntax binary)
    {
        var op = binary.OperatorToken;
        if (op.Text == "/" && Kinds.IsInteger(context.TypeOf(binary)))
        {
            var fraction = Kinds.IsFloating(context.Model.GetTypeInfo(binary).ConvertedType) || binary.Ancestors().TakeWhile(n => n is ExpressionSyntax).OfType<ExpressionSyntax>().Any(e => Kinds.IsFloating(context.TypeOf(e)) || Kinds.IsFloating(context.Model.GetTypeInfo(e).ConvertedType));
            var why = "a whole-number division dropped the fraction";
            var isSmall = binary.Left is LiteralExpressionSyntax;
            yield return new RepairProposal(isSmall ? Edit.Insert(binary.Left.Span.End, ".0") : Edit.Insert(binary.Left.SpanStart, "(double)"), why, fraction ? 0 : 4);
            if (Places.Parts(Places.Function(binary)) is { Type: PredefinedTypeSyntax { Keyword.Text: "int" or "long" } type } && binary.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax)
            {
                yield return new RepairProposal([Edit.Replace(type, "double"), Edit.Insert(binary.Left.SpanStart, "(double)")], why, 4);
            }

            if (binary.Parent is EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type: PredefinedTypeSyntax { Keyword.Text: "int" or "long" } declared } })
            {
                yield return new RepairProposal([Edit.Replace(declared, "double"), Edit.Insert(binary.Left.SpanStart, "(double)")], why, 4);
            }
        }

        // (double)(a / b): the division is over before the cast.
        if (op.Text == "/" && binary.Parent is ParenthesizedExpressionSyntax { Parent: CastExpressionSyntax cast } && Kinds.IsFloating(context.TypeOf(cast)))
        {
            yield return new RepairProposal(Edit.Replace(cast, $"(({cast.Type}){Edit.Tight(binary.Left)} / {binary.Right})"), "the division was over before its result was converted", -1);
        }

        foreach (var (other, rank) in op.Text switch
        {
            "+" => new[] { ("-", 4), ("*", 7) },
            "-" => [("+", 4)],
            "*" => [("/", 5), ("+", 7)],
            "/" => [("*", 5), ("%", 7)],
            "%" => [("/", 5)],
            _ => [],
        })
        {
            yield return new RepairProposal(Edit.Replace(op, other), $"`{op.Text}` should have been `{other}`", rank);
        }

        if (op.Text is "-" or "/" or "%")
        {
            yield return new RepairProposal([Edit.Replace(binary.Left, Edit.Tight(binary.Right)), Edit.Replace(binary.Right, Edit.Tight(binary.Left))], "the operands were the wrong way round", 5);
        }

        // a + b / 2 where (a + b) / 2 was meant.
        if (op.Text is "+" or "-" && binary.Right is BinaryExpressionSyntax { OperatorToken.Text: "/" or "*" } tail)
        {
            for (var left = tail.Left; left is not null; left = left is BinaryExpressionSyntax { OperatorToken.Text: "/" or "*" } deeper ? deeper.Left : null)
            {
                yield return new RepairProposal([Edit.Insert(binary.SpanStart, "("), Edit.Insert(left.Span.End, ")")], $"`{tail.OperatorToken.Text}` binds more tightly than `{op.Text}`", 4);
            }
        }

        // a / b * c where a / (b * c) was meant.
        if (op.Text == "*" && binary.Left is BinaryExpressionSyntax { OperatorToken.Text: "/" } head)
        {
            yield return new RepairProposal([Edit.Insert(head.Right.SpanStart, "("), Edit.Insert(binary.Right.Span.End, ")")], "`/` and `*` are taken from left to right", 4);
        }

        if (op.Text is "*" or "/" && binary.Left is ParenthesizedExpressionSyntax { Expression: BinaryExpressionSyntax { OperatorToken.Text: "+" or "-" } } open)
        {
            yield return new RepairProposal(Edit.Replace(open, ((ParenthesizedExpressionSyntax)binary.Left).Expression.ToString()), "the parentheses joined what should be apart", 7);
        }
    }

    private static IEnumerable<RepairProposal> Assignment(AssignmentExpressionSyntax assignment)
    {
        var op = assignment.OperatorToken;
        foreach (var (other, rank) in op.Text switch
        {
            "+=" => new[] { ("-=", 4), ("*=", 6), ("=", 8) },
            "-=" => [("+=", 4)],
            "*=" => [("/=", 5), ("+=", 5)],
            "/=" => [("*=", 5)],
            "=" when Places.Loops(assignment).Any() => [("+=", 4)],
            _ => [],
        })
        {
            yield return new RepairProposal(Edit.Replace(op, other), $"`{op.Text}` should have been `{other}`", rank);
        }
    }
}
