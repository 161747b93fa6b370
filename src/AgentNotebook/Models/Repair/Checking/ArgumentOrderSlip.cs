using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>Arguments in the wrong order, where types cannot tell: by the names of the parameters, else any other order.</summary>
/// <param name="atFault">Whether to look at the line that threw only.</param>
internal sealed class ArgumentOrderSlip(bool atFault) : IRepair
{
    private const int PermutedMost = 3;

    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context) || (atFault && context.Outcome!.Exception is null))
        {
            yield break;
        }

        var calls = atFault ? context.AtLine<ExpressionSyntax>() : context.Root.DescendantNodes().OfType<ExpressionSyntax>();
        foreach (var call in calls)
        {
            if (List(call) is not { Arguments: { Count: > 1 } arguments } list || arguments.Any(a => a.NameColon is not null || !a.RefKindKeyword.IsKind(SyntaxKind.None)))
            {
                continue;
            }

            if (ByName(context, call, arguments) is { } order)
            {
                yield return Reorder(list, order, "each argument belongs to the parameter of its name", -1);
            }

            if (Slips.IsInResult(call) && arguments.All(a => a.Expression is LiteralExpressionSyntax))
            {
                continue;
            }

            foreach (var (other, rank) in Orders(context, arguments))
            {
                yield return Reorder(list, other, "the arguments were the wrong way round", rank);
            }
        }
    }

    private static ArgumentListSyntax? List(ExpressionSyntax call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        _ => null,
    };

    // Arguments that carry a parameter's name go to it, the others fill the places left in the order they have.
    private static int[]? ByName(RepairContext context, ExpressionSyntax call, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        if (context.SymbolOf(call) is not IMethodSymbol { Parameters: var parameters } || parameters.Length < arguments.Count)
        {
            return null;
        }

        var order = Enumerable.Repeat(-1, arguments.Count).ToArray();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i].Expression switch
            {
                IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
                _ => null,
            };
            var place = name is null ? -1 : parameters.Take(arguments.Count).ToList().FindIndex(p => Meaning(p.Name) == Meaning(name));
            if (place >= 0 && order[place] < 0)
            {
                order[place] = i;
            }
        }

        var left = new Queue<int>(Enumerable.Range(0, arguments.Count).Except(order));
        for (var place = 0; place < order.Length; place++)
        {
            order[place] = order[place] < 0 ? left.Dequeue() : order[place];
        }

        return order.SequenceEqual(Enumerable.Range(0, arguments.Count)) ? null : order;
    }

    // The bounds of a range go by several names.
    private static string Meaning(string name) => name.ToUpperInvariant() switch
    {
        "LOW" or "LO" or "LOWER" or "MINIMUM" => "MIN",
        "HIGH" or "HI" or "UPPER" or "MAXIMUM" => "MAX",
        var other => other,
    };

    private static IEnumerable<(int[] Order, int Rank)> Orders(RepairContext context, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        for (var i = 0; i + 1 < arguments.Count; i++)
        {
            if (arguments[i].ToString() != arguments[i + 1].ToString() && SymbolEqualityComparer.Default.Equals(context.TypeOf(arguments[i].Expression), context.TypeOf(arguments[i + 1].Expression)))
            {
                var swapped = Enumerable.Range(0, arguments.Count).ToArray();
                (swapped[i], swapped[i + 1]) = (i + 1, i);
                yield return (swapped, 5);
            }
        }

        if (arguments.Count == PermutedMost && arguments.Select(a => context.TypeOf(a.Expression)).All(t => SymbolEqualityComparer.Default.Equals(t, context.TypeOf(arguments[0].Expression))))
        {
            yield return ([2, 0, 1], 5);
            yield return ([1, 2, 0], 6);
            yield return ([2, 1, 0], 6);
        }
    }

    private static RepairProposal Reorder(ArgumentListSyntax list, int[] order, string why, int rank) =>
        new([.. order.Select((from, to) => Edit.Replace(list.Arguments[to], list.Arguments[from].ToString()))], why, rank);
}
