using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>An object that is made without <c>new</c>, and other slips in making one.</summary>
internal sealed class CreationRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (context.Is("CS1955", "CS0119", "CS0103", "CS0118", "CS0246", "CS1061"))
        {
            foreach (var call in context.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().Where(c => c.Expression is SimpleNameSyntax).Take(1))
            {
                if (context.Model.LookupNamespacesAndTypes(call.SpanStart, name: ((SimpleNameSyntax)call.Expression).Identifier.ValueText).OfType<INamedTypeSymbol>().Any())
                {
                    yield return new RepairProposal(Edit.Insert(call.SpanStart, "new "), "an object of a type is made with `new`", -1);
                }
            }
        }

        if (context.Is("CS0622") && context.Node.AncestorsAndSelf().OfType<InitializerExpressionSyntax>().FirstOrDefault() is { } braces)
        {
            yield return new RepairProposal(Edit.Replace(braces, "[" + string.Join(", ", braces.Expressions) + "]"), "only an array takes bare braces");
        }

        if (context.Is("CS1586") && context.Node.AncestorsAndSelf().OfType<ArrayCreationExpressionSyntax>().FirstOrDefault() is { } array)
        {
            yield return new RepairProposal(Edit.Insert(array.Span.End, " { }"), "an array needs a size or its elements", 1);
        }

        if (context.Is("CS0820", "CS0821") && context.Node.AncestorsAndSelf().OfType<EqualsValueClauseSyntax>().FirstOrDefault() is { Value: InitializerExpressionSyntax list })
        {
            yield return new RepairProposal(Edit.Insert(list.SpanStart, "new[] "), "bare braces have no type");
        }

        // `new int[] {1, 2, 3}` with a size that does not match: the elements say it already.
        if (context.Is("CS0847", "CS0150") && context.Node.AncestorsAndSelf().OfType<ArrayCreationExpressionSyntax>().FirstOrDefault() is { Initializer: not null } sized)
        {
            foreach (var size in sized.Type.RankSpecifiers.SelectMany(r => r.Sizes).Where(s => s is not OmittedArraySizeExpressionSyntax).Take(1))
            {
                yield return new RepairProposal(Edit.Delete(size.Span), "the size does not match the elements");
            }
        }

        // `int x[5];` or `int nums[] = ...`: the brackets belong to the type.
        if (context.Is("CS0650", "CS0270") && context.Node.AncestorsAndSelf().OfType<VariableDeclarationSyntax>().FirstOrDefault() is { Variables.Count: 1 } declaration
            && declaration.Variables[0] is { ArgumentList: { } brackets } variable)
        {
            var size = brackets.Arguments.FirstOrDefault()?.ToString() ?? "";
            yield return new RepairProposal(
                [Edit.Replace(declaration.Type, declaration.Type + "[]"), new TextChange(brackets.Span, variable.Initializer is null && size.Length > 0 ? $" = new {declaration.Type}[{size}]" : "")], "the brackets of an array belong to its type");
        }
    }
}
