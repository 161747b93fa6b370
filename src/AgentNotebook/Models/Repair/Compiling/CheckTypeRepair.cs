using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>
/// A check that does not compile because of the type of what it looks at: the same value as the type that the check takes it for.
/// Nothing is computed anew: a nullable is read, a task awaited, a sequence gathered.
/// </summary>
internal static class CheckTypeRepair
{
    public static IEnumerable<RepairProposal> ForErrors(CodeView view, IReadOnlyList<CodeDiagnostic> errors)
    {
        foreach (var error in errors.Where(e => e is { Check: not null, Id: "CS1503" or "CS1061" or "CS0266" or "CS0029" or "CS0021" or "CS0019" or "CS0411" or "CS1929" or "CS7036" or "CS1501" }).DistinctBy(e => e.Check))
        {
            var names = SyntaxFactory.ParseExpression(error.Check!).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText).ToHashSet(StringComparer.Ordinal);
            foreach (var (name, declaration, value) in Values(view, names))
            {
                if (view.Model.GetTypeInfo(value).Type is not { } type || type is IErrorTypeSymbol)
                {
                    continue;
                }

                var why = $"the check `{error.Check}` takes `{name}` for something else than a `{Edit.TypeName(type)}`";
                foreach (var (text, target, rank) in Forms(value, type, error.Message))
                {
                    yield return new RepairProposal(
                        declaration is null or { IsVar: true } ? [Edit.Replace(value, text)] : [Edit.Replace(value, text), Edit.Replace(declaration, target)], why, rank);
                }

                if (Narrowed(view, value) is { Count: > 0 } changes)
                {
                    yield return new RepairProposal(changes, why, 1);
                }
            }
        }
    }

    private static IEnumerable<(string Name, TypeSyntax? Declared, ExpressionSyntax Value)> Values(CodeView view, HashSet<string> names)
    {
        var fields = view.Root.Members.OfType<FieldDeclarationSyntax>().Where(field => field.Declaration.Variables.Count == 1).Select(field => field.Declaration).ToList();
        foreach (var field in fields.Where(field => names.Contains(field.Variables[0].Identifier.ValueText) && field.Variables[0].Initializer is not null))
        {
            yield return (field.Variables[0].Identifier.ValueText, field.Type, field.Variables[0].Initializer!.Value);
        }

        if (names.Contains("result") && view.Root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.Span.Length: 0 } last })
        {
            yield return ("result", null, last.Expression);
        }
    }

    private static IEnumerable<(string Text, string Type, int Rank)> Forms(ExpressionSyntax value, ITypeSymbol type, string message)
    {
        var tight = value is AwaitExpressionSyntax ? $"({value})" : Edit.Tight(value);
        if (Kinds.Underlying(type) is { } underlying)
        {
            yield return (tight + ".Value", Edit.TypeName(underlying), 0);
        }

        if (Kinds.TaskResult(type) is { } result)
        {
            yield return ("await " + tight, Edit.TypeName(result), 0);
        }

        if (Kinds.ElementOf(type) is not { } element || Kinds.IsString(type) || Kinds.IsDictionary(type))
        {
            yield break;
        }

        var list = message.Contains("'Count'", StringComparison.Ordinal) || type.Name == "List";
        var (present, read) = Kinds.Underlying(element) is { } inner ? (Edit.TypeName(inner), tight + ".Select(x => x.Value)") : (Edit.TypeName(element), tight);
        if (read != tight || !(list ? type.Name == "List" : type is IArrayTypeSymbol))
        {
            yield return list ? (read + ".ToList()", $"List<{present}>", 0) : (read + ".ToArray()", present + "[]", 0);
        }

        if (read == tight && (list ? type is not IArrayTypeSymbol : type.Name != "List"))
        {
            yield return list ? (read + ".ToArray()", present + "[]", 1) : (read + ".ToList()", $"List<{present}>", 1);
        }
    }

    // A collection of nullables that the code fills: it holds plain values, and what goes into it is read.
    private static List<TextChange>? Narrowed(CodeView view, ExpressionSyntax value)
    {
        var creation = value is IdentifierNameSyntax source && Places.Declaration(view.Model.GetSymbolInfo(source).Symbol) is VariableDeclaratorSyntax { Initializer.Value: { } made } ? made : value;
        if (creation is not BaseObjectCreationExpressionSyntax || creation.Parent?.Parent is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator
            || view.Model.GetDeclaredSymbol(declarator) is not { } symbol)
        {
            return null;
        }

        var filled = Places.References(view, symbol).Select(reference => reference.Parent switch
        {
            ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } access when assignment.Left == access => assignment.Right,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Parent: InvocationExpressionSyntax call } => call.ArgumentList.Arguments.LastOrDefault()?.Expression,
            _ => null,
        }).OfType<ExpressionSyntax>().Where(given => Kinds.Underlying(view.Model.GetTypeInfo(given).Type) is not null);
        return [.. declaration.DescendantNodes().OfType<NullableTypeSyntax>().Select(type => Edit.Delete(type.QuestionToken.Span)), .. filled.Select(given => Edit.Replace(given, Edit.Tight(given) + ".Value"))];
    }
}
