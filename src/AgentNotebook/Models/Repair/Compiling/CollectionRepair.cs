using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Walking or indexing what cannot be walked or indexed.</summary>
internal sealed class CollectionRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Id switch
    {
        "CS1579" => Walk(context),
        "CS0021" => Index(context),
        "CS0022" or "CS1501" => Rank(context),
        "CS1061" or "CS1929" => Unwrap(context),
        _ => [],
    };

    private static IEnumerable<RepairProposal> Walk(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<CommonForEachStatementSyntax>().FirstOrDefault() is not { Expression: var source } || context.TypeOf(source) is not { } type)
        {
            yield break;
        }

        if (Kinds.IsInteger(type))
        {
            yield return new RepairProposal(Edit.Replace(source, $"Enumerable.Range(0, {source})"), "a number is no sequence, the numbers below it are");
        }

        foreach (var member in type.GetMembers().Where(m => m is IPropertySymbol or IFieldSymbol && !m.IsStatic && m.CanBeReferencedByName))
        {
            var memberType = member is IPropertySymbol p ? p.Type : ((IFieldSymbol)member).Type;
            if (Kinds.ElementOf(memberType) is not null && !Kinds.IsString(memberType))
            {
                yield return new RepairProposal(Edit.Insert(source.Span.End, "." + member.Name), $"`{Edit.TypeName(type)}` is no sequence, its `{member.Name}` is", 1);
            }
        }

        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(m => m is { Parameters.Length: 0, IsStatic: false, MethodKind: MethodKind.Ordinary } && Kinds.ElementOf(m.ReturnType) is not null && !Kinds.IsString(m.ReturnType)))
        {
            yield return new RepairProposal(Edit.Insert(source.Span.End, $".{method.Name}()"), $"`{Edit.TypeName(type)}` is no sequence, its `{method.Name}()` is", 1);
        }

        if (type.IsTupleType || Kinds.IsFloating(type))
        {
            yield return new RepairProposal(Edit.Replace(source, $"new[] {{ {source} }}"), "a single value is no sequence", 5);
        }
    }

    private static IEnumerable<RepairProposal> Index(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<ElementAccessExpressionSyntax>().FirstOrDefault() is not { } access)
        {
            yield break;
        }

        var index = access.ArgumentList.Arguments;
        if (context.Model.GetMemberGroup(access.Expression).Length > 0)
        {
            yield return new RepairProposal(Edit.Replace(access.ArgumentList, $"({index})"), "a method is called with `()`");
        }

        if (index.Count == 1 && Kinds.ElementOf(context.TypeOf(access.Expression)) is not null)
        {
            yield return new RepairProposal(Edit.Replace(access, $"{access.Expression}.ElementAt({index})"), "a sequence has no indexer", 1);
            if (Places.Declaration(context.SymbolOf(access.Expression)) is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Type.IsVar: true } })
            {
                yield return new RepairProposal(Edit.Replace(value, Edit.Tight(value) + ".ToList()"), "a sequence has no indexer, a list has", 0);
            }
        }

        if (context.TypeOf(access.Expression) is { IsTupleType: true } && index.Count == 1 && int.TryParse(index[0].ToString(), out var item))
        {
            yield return new RepairProposal(Edit.Replace(access.ArgumentList, $".Item{item + 1}"), "the parts of a tuple have names");
        }
    }

    private static IEnumerable<RepairProposal> Rank(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<ElementAccessExpressionSyntax>().FirstOrDefault() is not { } access)
        {
            yield break;
        }

        var index = access.ArgumentList.Arguments;
        if (index.Count > 1)
        {
            yield return new RepairProposal(Edit.Replace(access.ArgumentList, string.Concat(index.Select(i => $"[{i}]"))), "an array of arrays takes one index in each pair of brackets");
        }
        else if (access.Parent is ElementAccessExpressionSyntax { ArgumentList: var second })
        {
            yield return new RepairProposal([Edit.Replace(access.ArgumentList, $"[{index}, {second.Arguments}]"), Edit.Delete(second.Span)], "a table takes both indices in one pair of brackets");
        }
        else if (access.Expression is ElementAccessExpressionSyntax inner)
        {
            yield return new RepairProposal([Edit.Replace(inner.ArgumentList, $"[{inner.ArgumentList.Arguments}, {index}]"), Edit.Delete(access.ArgumentList.Span)], "a table takes both indices in one pair of brackets");
        }
    }

    // A member of the element asked of the pair, the nullable or the sequence around it.
    private static IEnumerable<RepairProposal> Unwrap(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault() is not { } access || context.TypeOf(access.Expression) is not { } type)
        {
            yield break;
        }

        var member = access.Name.Identifier.ValueText;
        var inner = type.Name == "KeyValuePair" ? new[] { "Value", "Key" } : Kinds.Underlying(type) is not null ? ["Value"] : [];
        foreach (var name in inner)
        {
            yield return new RepairProposal(Edit.Insert(access.Expression.Span.End, "." + name), $"`{member}` belongs to its `{name}`", 1);
        }

        if (type is IArrayTypeSymbol && context.Is("CS1061", "CS1929") && member is "Sort" or "Reverse" && access.Parent is InvocationExpressionSyntax call && call.ArgumentList.Arguments.Count == 0)
        {
            yield return new RepairProposal(Edit.Replace(call, $"Array.{member}({access.Expression})"), "arrays are changed by the methods of `Array`", 0);
        }

        if (member is "Join" or "join" && Kinds.ElementOf(type) is not null && access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } join)
        {
            yield return new RepairProposal(Edit.Replace(join, $"string.Join({join.ArgumentList.Arguments[0]}, {access.Expression})"), "texts are joined by `string.Join`", 0);
        }

        // Add on an array: the array should have been a list.
        if (member is "Add" or "AddRange" or "Remove" or "RemoveAt" or "Insert" && type is IArrayTypeSymbol array && Places.Declaration(context.SymbolOf(access.Expression)) is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration, Initializer.Value: { } value })
        {
            var list = $"List<{Edit.TypeName(array.ElementType)}>";
            var changes = new List<TextChange> { Edit.Replace(value, value is ArrayCreationExpressionSyntax { Initializer: null } ? $"new {list}()" : value is InitializerExpressionSyntax braces ? $"new {list} {braces}" : $"({value}).ToList()") };
            if (!declaration.Type.IsVar)
            {
                changes.Add(Edit.Replace(declaration.Type, list));
            }

            var lengths = Places.References(context.View, context.SymbolOf(access.Expression)!).Select(r => r.Parent).OfType<MemberAccessExpressionSyntax>().Where(m => m.Name.Identifier.ValueText == "Length");
            yield return new RepairProposal([.. changes, .. lengths.Select(m => Edit.Replace(m.Name, "Count"))], "an array cannot grow, a list can", 1);
        }
    }
}
