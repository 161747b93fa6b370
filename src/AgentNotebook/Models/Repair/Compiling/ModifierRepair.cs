using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Static and instance members confused, and members that are not accessible though the code itself declares them.</summary>
internal sealed class ModifierRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Id switch
    {
        "CS0122" or "CS0272" or "CS0271" => Hidden(context),
        "CS0120" or "CS0026" => NeedsInstance(context),
        "CS0176" => NeedsType(context),
        "CS0051" or "CS0050" or "CS0053" or "CS0052" or "CS0060" or "CS0061" => Inconsistent(context),
        "CS0708" or "CS0723" or "CS0712" => StaticClass(context),
        _ => [],
    };

    private static IEnumerable<RepairProposal> Hidden(RepairContext context)
    {
        var name = context.Node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault() ?? context.Node;
        var symbols = context.Model.GetSymbolInfo(name).CandidateSymbols.Concat(context.Model.GetSymbolInfo(context.Node).CandidateSymbols)
            .Concat(context.Node.AncestorsAndSelf().OfType<BaseObjectCreationExpressionSyntax>().Take(1).SelectMany(c => context.Model.GetSymbolInfo(c).CandidateSymbols));
        foreach (var declared in symbols.Select(Places.Declaration).OfType<SyntaxNode>().Distinct())
        {
            if (declared.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } member)
            {
                yield return new RepairProposal(Public(member), "the code uses it from outside its type");
            }
        }
    }

    private static TextChange Public(MemberDeclarationSyntax member)
    {
        var old = member.Modifiers.FirstOrDefault(m => m.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword);
        return old.RawKind != 0 ? Edit.Replace(old, "public") : Edit.Insert(member.SpanStart, "public ");
    }

    private static IEnumerable<RepairProposal> NeedsInstance(RepairContext context)
    {
        var name = context.Node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault();
        var symbol = name is null ? null : context.SymbolOf(name);
        if (symbol is null)
        {
            yield break;
        }

        var declared = Places.Declaration(symbol)?.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault();
        var throughType = name is MemberAccessExpressionSyntax access && context.Model.GetSymbolInfo(access.Expression).Symbol is ITypeSymbol;
        if (throughType && ((MemberAccessExpressionSyntax)name!).Expression is { } type && symbol.ContainingType is { } owner)
        {
            var variables = context.Model.LookupSymbols(context.Span.Start).Where(s => s is ILocalSymbol or IFieldSymbol or IParameterSymbol)
                .Where(s => SymbolEqualityComparer.Default.Equals((s as ILocalSymbol)?.Type ?? (s as IFieldSymbol)?.Type ?? (s as IParameterSymbol)?.Type, owner));
            foreach (var variable in variables.Take(3))
            {
                yield return new RepairProposal(Edit.Replace(type, variable.Name), $"`{symbol.Name}` belongs to an object of `{owner.Name}`, not to the type");
            }

            if (owner.InstanceConstructors.Any(c => c.Parameters.Length == 0))
            {
                yield return new RepairProposal(Edit.Replace(type, $"new {type}()"), $"`{symbol.Name}` belongs to an object of `{owner.Name}`, not to the type", 2);
            }
        }

        if (declared is not null)
        {
            var head = declared is MethodDeclarationSyntax m ? m.ReturnType.SpanStart : declared is PropertyDeclarationSyntax p ? p.Type.SpanStart : declared is FieldDeclarationSyntax f ? f.Declaration.SpanStart : declared.SpanStart;
            yield return new RepairProposal(Edit.Insert(head, "static "), $"`{symbol.Name}` is used without an object", 1);
        }

        var holder = Places.Function(context.Node);
        if (Places.Parts(holder) is { } parts)
        {
            foreach (var modifier in parts.Modifiers.Where(t => t.IsKind(SyntaxKind.StaticKeyword)))
            {
                yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart)), $"it uses `{symbol.Name}` of its object", 3);
            }
        }
    }

    private static IEnumerable<RepairProposal> NeedsType(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault() is { } access && context.SymbolOf(access)?.ContainingType is { } type)
        {
            yield return new RepairProposal(Edit.Replace(access.Expression, Edit.TypeName(type)), $"`{access.Name}` is static and belongs to the type");
        }
    }

    private static IEnumerable<RepairProposal> Inconsistent(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() is not { } member)
        {
            yield break;
        }

        foreach (var type in member.DescendantNodes().OfType<TypeSyntax>().Select(t => Places.Declaration(context.SymbolOf(t))).OfType<BaseTypeDeclarationSyntax>().Distinct())
        {
            yield return new RepairProposal(Public(type), "a more accessible member uses it");
        }
    }

    private static IEnumerable<RepairProposal> StaticClass(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault(m => m is MethodDeclarationSyntax or FieldDeclarationSyntax or PropertyDeclarationSyntax) is { } member && context.Is("CS0708"))
        {
            var head = member is MethodDeclarationSyntax m ? m.ReturnType.SpanStart : member is PropertyDeclarationSyntax p ? p.Type.SpanStart : ((FieldDeclarationSyntax)member).Declaration.SpanStart;
            yield return new RepairProposal(Edit.Insert(head, "static "), "a static class has only static members");
        }

        var named = context.SymbolOf(context.Node) as INamedTypeSymbol ?? context.Node.DescendantNodesAndSelf().OfType<TypeSyntax>().Select(t => context.SymbolOf(t)).OfType<INamedTypeSymbol>().FirstOrDefault();
        var type = context.Is("CS0708") ? context.Node.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() : Places.Declaration(named) as TypeDeclarationSyntax;
        foreach (var modifier in (type?.Modifiers ?? default).Where(m => m.IsKind(SyntaxKind.StaticKeyword)))
        {
            yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart)), "objects of it are made", 2);
        }
    }
}
