using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>A variable or member used in place of another of the same type. The least usual slip, looked at last, and never in what names the result.</summary>
internal sealed class VariableSlip : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            yield break;
        }

        foreach (var name in context.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => !Slips.IsInResult(n)))
        {
            var member = name.Parent is MemberAccessExpressionSyntax access && access.Name == name;
            var symbol = context.Model.GetSymbolInfo(name).Symbol;
            var type = TypeOf(symbol);
            if (type is null || (symbol is IFieldSymbol or IPropertySymbol && member && !symbol.Locations.Any(l => l.IsInSource)))
            {
                continue;
            }

            var others = member
                ? symbol!.ContainingType.GetMembers().Where(m => m is IFieldSymbol or IPropertySymbol && m.CanBeReferencedByName && m.IsStatic == symbol.IsStatic)
                : context.Model.LookupSymbols(name.SpanStart).Where(s => s is ILocalSymbol or IParameterSymbol && s.Locations[0].SourceSpan.Start < name.SpanStart);
            foreach (var other in others.Where(o => !SymbolEqualityComparer.Default.Equals(o, symbol) && SymbolEqualityComparer.Default.Equals(TypeOf(o), type)).Take(6))
            {
                yield return new RepairProposal(Edit.Replace(name, other.Name), $"`{name}` stood where `{other.Name}` was meant", Places.IsWritten(name) ? 10 : 9);
            }
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        ILocalSymbol l => l.Type,
        IParameterSymbol p => p.Type,
        IFieldSymbol f => f.Type,
        IPropertySymbol p => p.Type,
        _ => null,
    };
}
