using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A member that its type does not have: the nearest it has, the name it goes by in C#, or the same one as property instead of method.</summary>
internal sealed class MemberRepair : IRepair
{
    private static readonly string[][] _synonyms =
    [
        ["Length", "Count", "Size", "GetLength", "Count()", "Len", "LongLength"], ["Add", "Append", "Push", "Enqueue", "Insert", "PushBack", "AddLast", "Put"], ["Contains", "Includes", "ContainsKey", "Has", "HasKey", "In", "IndexOf"],
        ["Remove", "Delete", "Erase", "RemoveAt", "Discard"], ["ToUpper", "ToUpperCase", "Upper", "ToUpperInvariant"], ["ToLower", "ToLowerCase", "Lower", "ToLowerInvariant"], ["Substring", "Substr", "Slice", "Mid"],
        ["Where", "Filter", "FindAll"], ["Select", "Map"], ["Aggregate", "Reduce", "Fold"], ["OrderBy", "Sort", "SortBy", "Sorted"], ["Any", "Some", "Exists"], ["All", "Every", "TrueForAll"],
        ["Average", "Mean", "Avg"], ["Pow", "Power"], ["Ceiling", "Ceil"], ["Log", "Ln"], ["Trim", "Strip"], ["Pop", "Dequeue", "RemoveLast"], ["Peek", "Top", "Front"], ["First", "Head", "FirstOrDefault"],
        ["Last", "Back", "LastOrDefault"], ["Clear", "Empty", "RemoveAll"], ["ToString", "Str", "ToStr"], ["Join", "Implode"], ["Split", "Explode"], ["PI", "Pi"], ["Sqrt", "SquareRoot"], ["Abs", "Absolute", "Fabs"],
        ["Round", "Rint"], ["Keys", "KeySet"], ["GetValueOrDefault", "Get", "GetOrDefault", "GetOrElse"], ["Max", "Maximum"], ["Min", "Minimum"], ["StartsWith", "BeginsWith", "HasPrefix"], ["EndsWith", "HasSuffix"],
        ["Concat", "AddRange", "Extend", "AddAll", "UnionWith"], ["MaxValue", "Max"], ["MinValue", "Min"], ["Elapsed", "ElapsedMilliseconds", "ElapsedTime"], ["Skip", "Drop"], ["Take", "Limit"], ["ForEach", "Each"],
        ["Distinct", "Unique"], ["Reverse", "Reversed"], ["WriteLine", "PrintLine", "Println", "Print", "Log"], ["Key", "Item1", "First"], ["Value", "Item2", "Second"], ["Item1", "First"], ["Item2", "Second"],
    ];

    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Id switch
    {
        "CS1061" or "CS0117" or "CS1929" or "CS0122" or "CS0154" => Members(context),
        "CS1955" => Called(context),
        "CS0428" or "CS0019" or "CS0029" or "CS1503" or "CS0030" or "CS0023" or "CS0119" => NotCalled(context),
        _ => [],
    };

    private static IEnumerable<RepairProposal> Members(RepairContext context)
    {
        var (name, receiver) = context.Node.AncestorsAndSelf().Select(Parts).FirstOrDefault(parts => parts.Name is not null);
        if (name is null)
        {
            yield break;
        }

        var wrong = name.Identifier.ValueText;
        var type = receiver is null ? ObjectOfInitializer(context, name) : context.Model.GetSymbolInfo(receiver).Symbol as INamespaceOrTypeSymbol ?? context.TypeOf(receiver);
        if (type is null)
        {
            yield break;
        }

        var isStatic = receiver is not null && context.Model.GetSymbolInfo(receiver).Symbol is ITypeSymbol;
        var places = Names.SamePlaces(context, name.Identifier).Select(token => token.Parent).OfType<SimpleNameSyntax>().ToList();
        var symbols = context.Model.LookupSymbols(name.SpanStart, type, includeReducedExtensionMethods: !isStatic)
            .Where(s => s.CanBeReferencedByName && (isStatic ? s.IsStatic || s is ITypeSymbol : !s.IsStatic))
            .GroupBy(s => s.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var (symbol, rank) in symbols.Values
            .Select(s => (symbol: s, rank: Rank(wrong, s.Name)))
            .Where(pair => pair.rank is not null)
            .OrderBy(pair => pair.rank)
            .ThenBy(pair => pair.symbol.Name, StringComparer.Ordinal)
            .Take(16))
        {
            var why = $"`{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}` has no `{wrong}`, and `{symbol.Name}` is what it has nearest to it";
            if (places.Count > 1)
            {
                yield return new RepairProposal([.. places.SelectMany(place => Written(place, symbol).First())], why, rank!.Value);
            }

            foreach (var change in Written(name, symbol))
            {
                yield return new RepairProposal(change, why, rank!.Value);
            }
        }
    }

    private static (SimpleNameSyntax? Name, ExpressionSyntax? Receiver) Parts(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax access => (access.Name, access.Expression),
        MemberBindingExpressionSyntax { Parent: var parent } binding => (binding.Name, parent?.AncestorsAndSelf().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax, Left: SimpleNameSyntax left } => (left, null),
        _ => (null, null),
    };

    private static ITypeSymbol? ObjectOfInitializer(RepairContext context, SyntaxNode name) =>
        name.Ancestors().OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault() is { } creation ? context.TypeOf(creation) : null;

    private static int? Rank(string wrong, string right)
    {
        if (wrong == right)
        {
            return null;
        }

        // Nearness counts to the synonyms too: `Lenght` of a list is its `Count`.
        var synonym = _synonyms.Where(group => group.Contains(right, StringComparer.Ordinal))
            .Select(group => group.Select(word => string.Equals(word, wrong, StringComparison.OrdinalIgnoreCase) ? 0 : NameDistance.Near(wrong, word)).Min() + 2 + Array.IndexOf(group, right))
            .Min();
        return new[] { NameDistance.Near(wrong, right), synonym, Abbreviation.Rank(wrong, right) }.Min();
    }

    private static IEnumerable<IReadOnlyList<TextChange>> Written(SimpleNameSyntax name, ISymbol symbol)
    {
        var invoked = name.Parent?.Parent is InvocationExpressionSyntax called && called.Expression == name.Parent;
        var rename = Edit.Replace(name.Identifier, symbol.Name);
        if (symbol is IMethodSymbol && !invoked && name.Parent is MemberAccessExpressionSyntax)
        {
            yield return [rename, Edit.Insert(name.Span.End, "()")];
        }

        if (symbol is not IMethodSymbol && invoked && name.Parent!.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call)
        {
            yield return [rename, Edit.Delete(call.ArgumentList.Span)];
        }

        yield return [rename];
    }

    private static IEnumerable<RepairProposal> Called(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault() is not { } call)
        {
            yield break;
        }

        if (call.ArgumentList.Arguments.Count == 0)
        {
            yield return new RepairProposal(Edit.Delete(call.ArgumentList.Span), $"`{call.Expression}` is not a method and is read without `()`");
        }
        else if (call.ArgumentList.Arguments.Count == 1)
        {
            yield return new RepairProposal(Edit.Replace(call.ArgumentList, $"[{call.ArgumentList.Arguments[0]}]"), $"`{call.Expression}` is indexed with `[]`, not called", 1);
        }
    }

    private static IEnumerable<RepairProposal> NotCalled(RepairContext context)
    {
        foreach (var expression in context.Node.AncestorsAndSelf().Take(2).Concat(context.Node.DescendantNodes()).OfType<ExpressionSyntax>().Where(e => e is MemberAccessExpressionSyntax || (e is IdentifierNameSyntax && e.Parent is not MemberAccessExpressionSyntax)))
        {
            if (expression.Parent is not InvocationExpressionSyntax and not MemberAccessExpressionSyntax && context.TypeOf(expression) is null && context.Model.GetMemberGroup(expression).Length > 0)
            {
                yield return new RepairProposal(Edit.Insert(expression.Span.End, "()"), $"`{expression}` is a method and is called with `()`");
            }
        }
    }
}
