using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A misspelled or wrongly cased variable, method, type, parameter or namespace: the nearest name that is really in scope.</summary>
internal sealed class NameRepair : IRepair
{
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

        foreach (var (candidate, distance) in Scope(context, name)
            .Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: NameDistance.Near(wrong, candidate)))
            .Where(pair => pair.distance is not null)
            .OrderBy(pair => pair.distance)
            .Take(12))
        {
            yield return new RepairProposal(Edit.Replace(name.Identifier, candidate), $"nothing is named `{wrong}` here and `{candidate}` is the nearest name in scope", distance!.Value);
        }
    }

    private static IEnumerable<string> Scope(RepairContext context, SimpleNameSyntax name)
    {
        var model = context.Model;
        if (context.Is("CS1739"))
        {
            var call = name.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault()?.Parent;
            return call is null ? [] : model.GetSymbolInfo(call).CandidateSymbols.OfType<IMethodSymbol>().SelectMany(m => m.Parameters).Select(p => p.Name);
        }

        if (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name)
        {
            return model.GetSymbolInfo(qualified.Left).Symbol is INamespaceOrTypeSymbol container
                ? container.GetMembers().Where(m => m is INamespaceOrTypeSymbol).Select(m => m.Name)
                : [];
        }

        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            return model.GetSymbolInfo(access.Expression).Symbol is INamespaceOrTypeSymbol container ? container.GetMembers().Select(m => m.Name) : [];
        }

        var types = context.Is("CS0246", "CS0234");
        var symbols = types ? model.LookupNamespacesAndTypes(name.SpanStart) : model.LookupSymbols(name.SpanStart);
        var words = name is GenericNameSyntax ? [] : types ? _typeWords : _valueWords.Concat(_typeWords);
        var invoked = name.Parent is InvocationExpressionSyntax;
        return symbols
            .Where(s => s.CanBeReferencedByName && !s.IsImplicitlyDeclared)
            .OrderBy(s => s.Locations.Any(l => l.IsInSource) ? 0 : 1)
            .ThenBy(s => invoked == s is IMethodSymbol ? 0 : 1)
            .Select(s => s.Name)
            .Concat(words);
    }
}
