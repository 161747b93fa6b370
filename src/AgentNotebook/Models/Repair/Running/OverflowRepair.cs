using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>A number that outgrows its type: the next wider one, in the declarations that meet at the line.</summary>
internal sealed class OverflowRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Threw("OverflowException") ? Wider(context, [.. context.AtLine<IdentifierNameSyntax>()], -1) : [];

    /// <summary>Changes the declarations of the given names, one at a time and all at once, to the next wider type.</summary>
    public static IEnumerable<RepairProposal> Wider(RepairContext context, IReadOnlyList<IdentifierNameSyntax> names, int rank)
    {
        var types = names
            .Select(n => Places.Declaration(context.SymbolOf(n)))
            .Select(d => d switch { VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax v } => v.Type, ParameterSyntax p => p.Type, _ => null })
            .Concat(names.Select(n => Places.Parts(Places.Function(n))?.Type))
            .OfType<TypeSyntax>()
            .Select(t => (syntax: t, type: context.Model.GetTypeInfo(t).Type))
            .Where(t => t.type is not null && Kinds.IsInteger(t.type) && t.syntax.Ancestors().All(a => a is not ForStatementSyntax || !((ForStatementSyntax)a).Declaration!.Type.Equals(t.syntax)))
            .DistinctBy(t => t.syntax.SpanStart)
            .ToList();
        foreach (var keyword in new[] { "long", "System.Numerics.BigInteger" })
        {
            foreach (var (syntax, type) in types.Where(t => t.type!.SpecialType != SpecialType.System_Int64 || keyword != "long"))
            {
                var word = Kinds.Wider(type!.SpecialType) == SpecialType.System_Int32 ? "int" : keyword;
                yield return new RepairProposal(Edit.Replace(syntax, word), $"the number outgrows `{Edit.TypeName(type)}`", keyword == "long" ? rank + 1 : rank + 3);
            }

            if (types.Count > 1)
            {
                yield return new RepairProposal([.. types.Select(t => Edit.Replace(t.syntax, keyword))], "the numbers outgrow their type", keyword == "long" ? rank : rank + 2);
            }
        }
    }
}
