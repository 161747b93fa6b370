using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A misspelled or wrongly cased variable, method, type, parameter or namespace: the nearest name that is really in scope.</summary>
internal sealed class NameRepair : IRepair
{
    private const int Most = 12;
    private const int Foreign = 2;
    private const int Unread = 2;

    private static readonly string[] _typeWords = ["int", "string", "double", "bool", "char", "long", "float", "decimal", "object", "byte", "void", "var", "short", "uint", "ulong"];
    private static readonly string[] _valueWords = ["true", "false", "null", "this", "base"];

    private static readonly Dictionary<string, string> _foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        ["boolean"] = "bool", ["integer"] = "int", ["real"] = "double", ["number"] = "double", ["str"] = "string", ["let"] = "var", ["auto"] = "var", ["none"] = "null", ["nil"] = "null",
        ["nullptr"] = "null", ["undefined"] = "null", ["print"] = "Console.WriteLine", ["println"] = "Console.WriteLine", ["printf"] = "Console.WriteLine", ["self"] = "this", ["sqrt"] = "Math.Sqrt",
        ["sin"] = "Math.Sin", ["cos"] = "Math.Cos", ["pow"] = "Math.Pow", ["abs"] = "Math.Abs", ["floor"] = "Math.Floor", ["exp"] = "Math.Exp", ["min"] = "Math.Min", ["max"] = "Math.Max",
        ["pi"] = "Math.PI", ["yes"] = "true", ["no"] = "false",
    };

    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Is("CS0103", "CS0246", "CS0234", "CS0426", "CS1739", "CS0118", "CS0119", "CS0305", "CS0841", "CS0144", "CS0165"))
        {
            yield break;
        }

        var name = context.Node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().FirstOrDefault();
        if (name is null)
        {
            yield break;
        }

        var wrong = name.Identifier.ValueText;
        if (context.Is("CS0103", "CS0246") && _foreign.TryGetValue(wrong, out var right))
        {
            yield return new RepairProposal(Edit.Replace(name.Identifier, right), $"C# writes `{wrong}` as `{right}`", 1);
        }

        var places = Names.SamePlaces(context, name.Identifier);
        foreach (var (candidate, rank) in Scope(context, name)
            .DistinctBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => (candidate.Name, Rank: Rank(context, name, candidate.Name, candidate.Symbol)))
            .Where(pair => pair.Rank is not null)
            .OrderBy(pair => pair.Rank)
            .Take(Most))
        {
            var why = $"nothing is named `{wrong}` here and `{candidate}` is the nearest name in scope";
            if (places.Count > 1)
            {
                yield return new RepairProposal([.. places.Select(place => Edit.Replace(place, candidate))], why, rank!.Value);
            }

            yield return new RepairProposal(Edit.Replace(name.Identifier, candidate), why, rank!.Value);
        }
    }

    private static int? Rank(RepairContext context, SimpleNameSyntax wrong, string right, ISymbol? symbol)
    {
        var own = symbol?.Locations.FirstOrDefault(location => location.IsInSource);
        var rank = NameDistance.Near(wrong.Identifier.ValueText, right) ?? (symbol is null ? null : Abbreviation.Rank(wrong.Identifier.ValueText, right) + (own is null ? Foreign : 0));

        // A variable that nothing has read so far is the one that was meant to be read here.
        var unread = own?.SourceSpan.Start < wrong.SpanStart && symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol && rank is not null && !Places.References(context.View, symbol).Any();
        return unread ? rank - Unread : rank;
    }

    private static IEnumerable<(string Name, ISymbol? Symbol)> Scope(RepairContext context, SimpleNameSyntax name)
    {
        var model = context.Model;
        if (context.Is("CS1739"))
        {
            var call = name.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault()?.Parent;
            return call is null ? [] : model.GetSymbolInfo(call).CandidateSymbols.OfType<IMethodSymbol>().SelectMany(m => m.Parameters).Select(p => (p.Name, (ISymbol?)null));
        }

        if (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name)
        {
            return model.GetSymbolInfo(qualified.Left).Symbol is INamespaceOrTypeSymbol container
                ? container.GetMembers().Where(m => m is INamespaceOrTypeSymbol).Select(m => (m.Name, (ISymbol?)null))
                : [];
        }

        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            return model.GetSymbolInfo(access.Expression).Symbol is INamespaceOrTypeSymbol container ? container.GetMembers().Select(m => (m.Name, (ISymbol?)null)) : [];
        }

        var types = context.Is("CS0246", "CS0234");
        var symbols = types ? model.LookupNamespacesAndTypes(name.SpanStart) : model.LookupSymbols(name.SpanStart);
        var words = name is GenericNameSyntax ? [] : types ? _typeWords : _valueWords.Concat(_typeWords);
        var invoked = name.Parent is InvocationExpressionSyntax;
        return symbols
            .Where(s => s.CanBeReferencedByName && !s.IsImplicitlyDeclared)
            .OrderBy(s => s.Locations.Any(l => l.IsInSource) ? 0 : 1)
            .ThenBy(s => invoked == s is IMethodSymbol ? 0 : 1)
            .Select(s => (s.Name, (ISymbol?)s))
            .Concat(words.Select(word => (word, (ISymbol?)null)));
    }
}
