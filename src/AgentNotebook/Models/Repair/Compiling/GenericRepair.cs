using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A generic type without its type arguments, or with the wrong number of them.</summary>
internal sealed class GenericRepair : IRepair
{
    private static readonly string[] _guesses = ["int", "string", "double", "object"];

    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Is("CS0305", "CS0308") || context.Node.AncestorsAndSelf().OfType<SimpleNameSyntax>().FirstOrDefault() is not { } name)
        {
            yield break;
        }

        if (context.Is("CS0308") && name is GenericNameSyntax surplus)
        {
            yield return new RepairProposal(Edit.Delete(surplus.TypeArgumentList.Span), $"`{surplus.Identifier}` takes no type arguments", 1);
            yield break;
        }

        var elsewhere = context.Root.DescendantNodes().OfType<GenericNameSyntax>().Where(g => g.Identifier.ValueText == name.Identifier.ValueText && g != name)
            .OrderBy(g => Math.Abs(context.View.LineOf(g.SpanStart) - context.View.LineOf(name.SpanStart))).Select(g => g.TypeArgumentList.ToString()).Distinct();
        foreach (var arguments in elsewhere)
        {
            yield return new RepairProposal(new TextChange(TextSpan.FromBounds(name.Identifier.Span.End, name.Span.End), arguments), $"`{name.Identifier}` needs its type arguments");
        }

        if (name.Parent is VariableDeclarationSyntax)
        {
            yield return new RepairProposal(Edit.Replace(name, "var"), $"`{name.Identifier}` needs its type arguments, which its value has", 1);
        }

        var arity = context.Model.LookupNamespacesAndTypes(name.SpanStart, name: name.Identifier.ValueText).OfType<INamedTypeSymbol>().Select(t => t.Arity).FirstOrDefault(a => a > 0);
        foreach (var first in _guesses)
        {
            foreach (var second in arity == 2 ? _guesses : [""])
            {
                if (arity is 1 or 2)
                {
                    yield return new RepairProposal(
                        new TextChange(TextSpan.FromBounds(name.Identifier.Span.End, name.Span.End), arity == 2 ? $"<{first}, {second}>" : $"<{first}>"), $"`{name.Identifier}` needs its type arguments", 4);
                }
            }
        }
    }
}
