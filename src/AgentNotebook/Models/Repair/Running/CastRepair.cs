using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>A cast to a type that the object is not.</summary>
internal sealed class CastRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Threw("InvalidCastException"))
        {
            yield break;
        }

        foreach (var cast in context.AtLine<CastExpressionSyntax>())
        {
            if (context.Model.GetTypeInfo(cast.Type).Type is not { } type)
            {
                continue;
            }

            if (Kinds.IsNumeric(type))
            {
                // Unboxing goes only to the very type that was boxed: through it, then on.
                foreach (var boxed in new[] { "int", "double", "long", "float", "decimal" }.Where(b => b != cast.Type.ToString() && context.Outcome!.Exception!.Message.Contains(FullName(b), StringComparison.Ordinal)))
                {
                    yield return new RepairProposal(Edit.Replace(cast, $"({cast.Type})({boxed}){cast.Expression}"), $"the object holds a `{boxed}`", -1);
                }

                yield return new RepairProposal(Edit.Replace(cast, $"Convert.To{type.Name}({Edit.Bare(cast.Expression)}, System.Globalization.CultureInfo.InvariantCulture)"), $"the object holds no `{cast.Type}`", 0);
            }
            else if (Kinds.IsString(type))
            {
                yield return new RepairProposal(Edit.Replace(cast, $"Convert.ToString({Edit.Bare(cast.Expression)}, System.Globalization.CultureInfo.InvariantCulture)"), "the object is no string", 0);
            }
            else if (Kinds.ElementOf(type) is not null && Kinds.ElementOf(context.TypeOf(cast.Expression)) is not null)
            {
                yield return new RepairProposal(Edit.Replace(cast, $"{Edit.Tight(cast.Expression)}.{(type is IArrayTypeSymbol ? "ToArray" : "ToList")}()"), "the sequence is of another type", 0);
            }

            if (type.IsReferenceType && Places.Loops(cast).FirstOrDefault() is not null && Places.Statement(cast) is { } statement)
            {
                yield return new RepairProposal(Edit.Before(context.View, statement, $"if ({Edit.Bare(cast.Expression)} is not {cast.Type}) continue;"), $"some of the objects are no `{cast.Type}`", 1);
            }
        }

        foreach (var name in context.AtLine<GenericNameSyntax>().Where(g => g.Identifier.ValueText == "Cast"))
        {
            yield return new RepairProposal(Edit.Replace(name.Identifier, "OfType"), "some of the objects are of another type", 1);
        }

        foreach (var loop in context.Statements.SelectMany(Places.Loops).OfType<ForEachStatementSyntax>().Where(f => !f.Type.IsVar).Distinct())
        {
            yield return new RepairProposal(Edit.Insert(loop.Expression.Span.End, $".OfType<{loop.Type}>()"), "some of the objects are of another type", 1);
        }
    }

    private static string FullName(string keyword) => keyword switch { "int" => "System.Int32", "double" => "System.Double", "long" => "System.Int64", "float" => "System.Single", _ => "System.Decimal" };
}
