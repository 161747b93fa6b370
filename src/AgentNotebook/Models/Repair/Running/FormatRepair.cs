using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>Text that does not parse, and format strings that ask for an argument that is not there.</summary>
internal sealed class FormatRepair : IRepair
{
    private const string Invariant = "System.Globalization.CultureInfo.InvariantCulture";

    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Threw("FormatException", "OverflowException"))
        {
            yield break;
        }

        foreach (var call in context.AtLine<InvocationExpressionSyntax>())
        {
            var proposals = call.Expression.ToString() switch
            {
                "string.Format" or "String.Format" or "Console.WriteLine" => Placeholders(call),
                _ when call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parse" } && call.ArgumentList.Arguments.Count >= 1 => Parse(context, call),
                _ when call.Expression.ToString().StartsWith("Convert.To", StringComparison.Ordinal) && call.ArgumentList.Arguments.Count >= 1 => Parse(context, call),
                _ => [],
            };
            foreach (var proposal in proposals)
            {
                yield return proposal;
            }
        }

        foreach (var split in context.Root.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => c.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Split" }))
        {
            var arguments = split.ArgumentList.Arguments;
            if (arguments.Count == 1)
            {
                yield return new RepairProposal(Edit.Insert(arguments[0].Span.End, ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries"), "the text may hold empty parts", 0);
            }

            if (arguments is [{ Expression: LiteralExpressionSyntax separator }, ..])
            {
                var marks = context.Root.DescendantTokens().Where(t => t.Value is string).SelectMany(t => t.ValueText).Where(c => c is ',' or ';' or ' ' or '|' or '\t' or '\n' or ':').Distinct().Where(c => !separator.Token.ValueText.Contains(c, StringComparison.Ordinal));
                foreach (var mark in marks)
                {
                    yield return new RepairProposal(Edit.Replace(separator, SymbolDisplay.FormatLiteral(mark, quote: true)), $"the text is separated by '{mark}'", 1);
                }
            }
        }
    }

    private static IEnumerable<RepairProposal> Parse(RepairContext context, InvocationExpressionSyntax call)
    {
        var text = call.ArgumentList.Arguments[0];
        if (context.TypeOf(call) is not { } type || !Kinds.IsString(context.TypeOf(text.Expression)))
        {
            yield break;
        }

        var name = Edit.TypeName(type);
        if (Kinds.IsFloating(type) && call.ArgumentList.Arguments.Count == 1)
        {
            yield return new RepairProposal(Edit.Insert(text.Span.End, $", {Invariant}"), "numbers in text are written in the invariant culture", 0);
        }

        if (Kinds.IsInteger(type))
        {
            if (call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } && context.Threw("FormatException"))
            {
                yield return new RepairProposal(
                    [.. declaration.Type.IsVar ? Array.Empty<TextChange>() : [Edit.Replace(declaration.Type, "double")], Edit.Replace(call, $"double.Parse({text}, {Invariant})")], "the text holds a fraction", 1);
            }

            if (context.Threw("OverflowException") && type.SpecialType == SpecialType.System_Int32)
            {
                yield return new RepairProposal(Edit.Replace(call, $"long.Parse({text}, {Invariant})"), "the number does not fit into an int", 0);
            }

            yield return new RepairProposal(Edit.Replace(call, $"double.Parse({text}, {Invariant})"), "the text holds a fraction", 1);
            yield return new RepairProposal(Edit.Replace(call, $"({name})double.Parse({text}, {Invariant})"), "the text holds a fraction", 2);
            yield return new RepairProposal(Edit.Replace(call, $"{name}.Parse({text}, System.Globalization.NumberStyles.HexNumber, {Invariant})"), "the text is hexadecimal", 4);
            yield return new RepairProposal(Edit.Replace(call, $"{name}.Parse({text}, System.Globalization.NumberStyles.Number, {Invariant})"), "the text has thousands separators", 3);
        }

        if (Places.Statement(call) is { } statement && Kinds.IsNumeric(type) && context.Threw("FormatException"))
        {
            var culture = Kinds.IsFloating(type) ? $", {Invariant}" : "";
            if (Places.Loops(statement).FirstOrDefault() is { } loop && loop != statement)
            {
                yield return new RepairProposal(Edit.Before(context.View, statement, $"if (!{name}.TryParse({text}{culture}, out _)) continue;"), "some of the texts are no numbers", 5);
            }

            var parsed = Names(context);
            yield return new RepairProposal(Edit.Replace(call, $"({name}.TryParse({text}{culture}, out var {parsed}) ? {parsed} : 0)"), "the text may be no number", 7);
        }
    }

    private static string Names(RepairContext context) => Compiling.Names.Fresh(context, context.Root.SpanStart, "parsed", "number");

    private static IEnumerable<RepairProposal> Placeholders(InvocationExpressionSyntax call)
    {
        if (call.ArgumentList.Arguments is not [{ Expression: LiteralExpressionSyntax { Token: { Value: string format } token } }, ..])
        {
            yield break;
        }

        var most = Enumerable.Range(0, 10).LastOrDefault(i => format.Contains($"{{{i}", StringComparison.Ordinal), -1);
        if (most == call.ArgumentList.Arguments.Count - 1 && most > 0)
        {
            var shifted = Enumerable.Range(1, 9).Aggregate(token.Text, (text, i) => text.Replace($"{{{i}", $"{{{i - 1}", StringComparison.Ordinal));
            yield return new RepairProposal(Edit.Replace(token, shifted), "placeholders are counted from 0", -1);
        }
    }
}
