using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Members that do not match what they override or implement.</summary>
internal sealed class InheritanceRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Id switch
    {
        "CS0115" => Overridden(context),
        "CS0506" => NotVirtual(context),
        "CS0534" or "CS0535" or "CS0737" or "CS0738" or "CS0736" => Missing(context),
        "CS0621" or "CS0507" => Accessibility(context),
        "CS0508" or "CS1715" => ReturnType(context),
        "CS7036" or "CS1729" => BaseCall(context),
        "CS0513" or "CS0500" => Abstract(context),
        "CS0144" => Instance(context),
        "CS0239" => Sealed(context),
        _ => [],
    };

    private static IEnumerable<RepairProposal> Overridden(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() is not { } member || context.Model.GetDeclaredSymbol(member) is not { ContainingType: { } type } symbol)
        {
            yield break;
        }

        var name = context.Root.FindToken(context.Span.Start);
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            foreach (var candidate in above.GetMembers().Where(m => (m.IsVirtual || m.IsAbstract || m.IsOverride) && m.Kind == symbol.Kind && m.CanBeReferencedByName))
            {
                if (NameDistance.Near(symbol.Name, candidate.Name) is { } distance)
                {
                    yield return new RepairProposal(Edit.Replace(name, candidate.Name), $"`{above.Name}` has no `{symbol.Name}` to override, and `{candidate.Name}` is the nearest", distance);
                }

                if (candidate is IMethodSymbol method && member is MethodDeclarationSyntax declared && candidate.Name == symbol.Name && method.Parameters.Length == declared.ParameterList.Parameters.Count)
                {
                    yield return new RepairProposal(
                        [.. declared.ParameterList.Parameters.Select((p, i) => Edit.Replace(p.Type!, Edit.TypeName(method.Parameters[i].Type)))], "the overridden method has other parameter types", 1);
                }
            }

            if (above.GetMembers(symbol.Name).FirstOrDefault() is { IsVirtual: false, IsAbstract: false, IsOverride: false } hidden && Places.Declaration(hidden) is MemberDeclarationSyntax source)
            {
                yield return new RepairProposal(Edit.Insert(AfterAccess(source), "virtual "), "the base member was not virtual", 1);
            }
        }

        foreach (var modifier in member.Modifiers.Where(m => m.IsKind(SyntaxKind.OverrideKeyword)))
        {
            yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart)), "there is nothing to override", 6);
        }
    }

    private static IEnumerable<RepairProposal> NotVirtual(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } member && context.Model.GetDeclaredSymbol(member) is { } symbol)
        {
            for (var above = symbol.ContainingType.BaseType; above is not null; above = above.BaseType)
            {
                foreach (var hidden in above.GetMembers(symbol.Name))
                {
                    if (Places.Declaration(hidden) is MemberDeclarationSyntax source && !hidden.IsVirtual && !hidden.IsAbstract)
                    {
                        yield return new RepairProposal(Edit.Insert(AfterAccess(source), "virtual "), "the base member is overridden, so it must be virtual");
                    }
                }
            }
        }
    }

    private static IEnumerable<RepairProposal> Missing(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().FirstOrDefault() is not { } declaration || context.Model.GetDeclaredSymbol(declaration) is not INamedTypeSymbol type)
        {
            yield break;
        }

        var wanted = type.AllInterfaces.SelectMany(i => i.GetMembers()).Where(m => m.IsAbstract && type.FindImplementationForInterfaceMember(m) is null)
            .Concat(Above(type).SelectMany(t => t.GetMembers()).Where(m => m.IsAbstract))
            .Where(m => context.Error!.GetMessage().Contains(m.Name, StringComparison.Ordinal) && m is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol)
            .ToList();
        foreach (var member in wanted)
        {
            var isInterface = member.ContainingType.TypeKind == TypeKind.Interface;
            foreach (var own in declaration.Members.Where(m => m is MethodDeclarationSyntax or PropertyDeclarationSyntax && m.IsKind(member is IMethodSymbol ? SyntaxKind.MethodDeclaration : SyntaxKind.PropertyDeclaration)))
            {
                var name = own is MethodDeclarationSyntax m ? m.Identifier : ((PropertyDeclarationSyntax)own).Identifier;
                var near = name.ValueText == member.Name ? 0 : NameDistance.Near(name.ValueText, member.Name);
                if (near is null)
                {
                    continue;
                }

                var modifiers = own.Modifiers.Where(t => !t.IsKind(SyntaxKind.PrivateKeyword) && !t.IsKind(SyntaxKind.PublicKeyword) && !t.IsKind(SyntaxKind.InternalKeyword) && !t.IsKind(SyntaxKind.ProtectedKeyword)
                    && !t.IsKind(SyntaxKind.OverrideKeyword) && !t.IsKind(SyntaxKind.NewKeyword) && !t.IsKind(SyntaxKind.StaticKeyword) && !t.IsKind(SyntaxKind.VirtualKeyword)).Select(t => t.Text + " ");
                var returns = own is MethodDeclarationSyntax method ? method.ReturnType : ((PropertyDeclarationSyntax)own).Type;
                var access = isInterface || member.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public ? "public " : "protected ";
                var head = TextSpan.FromBounds(own.Modifiers.Count > 0 ? own.Modifiers[0].SpanStart : returns.SpanStart, returns.SpanStart);
                var result = member is IMethodSymbol { ReturnType: var t1 } ? t1 : ((IPropertySymbol)member).Type;
                yield return new RepairProposal(
                    [new TextChange(head, access + (isInterface ? "" : "override ") + string.Concat(modifiers)), .. name.ValueText == member.Name ? Array.Empty<TextChange>() : [Edit.Replace(name, member.Name)],
                        .. Edit.TypeName(result) == returns.ToString() ? Array.Empty<TextChange>() : [Edit.Replace(returns, Edit.TypeName(result))]],
                    $"`{type.Name}` must implement `{member.ContainingType.Name}.{member.Name}`", near.Value);
            }
        }

        // A body nobody knows must not look like one that was known: it throws.
        var stubs = wanted.Select(member => Stub(member)).OfType<string>().ToList();
        if (stubs.Count > 0 && declaration.CloseBraceToken.Span.Length > 0)
        {
            yield return new RepairProposal(Edit.Insert(declaration.CloseBraceToken.SpanStart, string.Concat(stubs.Select(stub => "    " + stub + "\n"))),
                $"`{type.Name}` lacks members that it must have; what they should do is not known, so they throw", 9);
        }
    }

    private static IEnumerable<INamedTypeSymbol> Above(INamedTypeSymbol type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            yield return above;
        }
    }

    private static string? Stub(ISymbol member)
    {
        var modifier = member.ContainingType.TypeKind == TypeKind.Interface ? "public " : "public override ";
        return member switch
        {
            IMethodSymbol method => $"{modifier}{Edit.TypeName(method.ReturnType)} {method.Name}({string.Join(", ", method.Parameters.Select(p => $"{Edit.TypeName(p.Type)} {p.Name}"))}) => throw new NotImplementedException();",
            IPropertySymbol { IsIndexer: false } property => $"{modifier}{Edit.TypeName(property.Type)} {property.Name} {{ get => throw new NotImplementedException();{(property.SetMethod is null ? "" : " set => throw new NotImplementedException();")} }}",
            _ => null,
        };
    }

    private static IEnumerable<RepairProposal> Accessibility(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } member)
        {
            var old = member.Modifiers.Where(m => m.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PublicKeyword).ToList();
            foreach (var access in new[] { "public", "protected" })
            {
                yield return new RepairProposal(
                    old.Count > 0 ? Edit.Replace(old[0], access) : Edit.Insert(member.Modifiers.Count > 0 ? member.Modifiers[0].SpanStart : member.SpanStart, access + " "), "an overridable member cannot be private");
            }
        }
    }

    private static IEnumerable<RepairProposal> ReturnType(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } member
            && context.Model.GetDeclaredSymbol(member) is { } symbol && Above(symbol.ContainingType).SelectMany(t => t.GetMembers(symbol.Name)).FirstOrDefault() is { } above)
        {
            var (type, wanted) = (member, above) switch
            {
                (MethodDeclarationSyntax m, IMethodSymbol a) => (m.ReturnType, a.ReturnType),
                (PropertyDeclarationSyntax p, IPropertySymbol a) => (p.Type, a.Type),
                _ => ((TypeSyntax?)null, (ITypeSymbol?)null),
            };
            if (type is not null)
            {
                yield return new RepairProposal(Edit.Replace(type, Edit.TypeName(wanted!)), $"the member it overrides has the type `{Edit.TypeName(wanted!)}`");
            }
        }
    }

    private static IEnumerable<RepairProposal> BaseCall(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<ConstructorDeclarationSyntax>().FirstOrDefault() is not { Initializer: null } constructor
            || context.Model.GetDeclaredSymbol(constructor)?.ContainingType.BaseType is not { } above)
        {
            yield break;
        }

        foreach (var candidate in above.InstanceConstructors)
        {
            var arguments = candidate.Parameters.Select(p => constructor.ParameterList.Parameters.FirstOrDefault(q => string.Equals(q.Identifier.ValueText, p.Name, StringComparison.OrdinalIgnoreCase))?.Identifier.ValueText).ToList();
            if (arguments.Count > 0 && arguments.All(a => a is not null))
            {
                yield return new RepairProposal(Edit.Insert(constructor.ParameterList.Span.End, $" : base({string.Join(", ", arguments)})"), $"`{above.Name}` has no constructor without arguments");
            }
        }
    }

    private static IEnumerable<RepairProposal> Abstract(RepairContext context)
    {
        if (context.Is("CS0513") && context.Node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().FirstOrDefault() is { } type)
        {
            yield return new RepairProposal(Edit.Insert(type.Keyword.SpanStart, "abstract "), "it has abstract members");
        }

        if (context.Is("CS0500") && context.Node.AncestorsAndSelf().OfType<MethodDeclarationSyntax>().FirstOrDefault() is { } method)
        {
            foreach (var modifier in method.Modifiers.Where(m => m.IsKind(SyntaxKind.AbstractKeyword)))
            {
                yield return new RepairProposal(Edit.Replace(modifier, "virtual"), "an abstract method has no body");
            }
        }
    }

    private static IEnumerable<RepairProposal> Instance(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<ObjectCreationExpressionSyntax>().FirstOrDefault() is not { } creation || context.Model.GetTypeInfo(creation).Type is not INamedTypeSymbol wanted)
        {
            yield break;
        }

        var known = creation.Type.ToString();
        if (wanted.TypeKind == TypeKind.Interface && Kinds.Concrete(wanted) is { } concrete)
        {
            yield return new RepairProposal(Edit.Replace(creation.Type, concrete["new ".Length..concrete.LastIndexOf('(')]), $"`{known}` is an interface");
        }

        foreach (var type in context.Root.DescendantNodes().OfType<TypeDeclarationSyntax>().Select(t => context.Model.GetDeclaredSymbol(t)).OfType<INamedTypeSymbol>())
        {
            if (!type.IsAbstract && Kinds.Implicit(context.View.Compilation, type, wanted) && type.TypeParameters.Length == 0)
            {
                yield return new RepairProposal(Edit.Replace(creation.Type, type.Name), $"`{known}` is abstract, and `{type.Name}` is a kind of it", 1);
            }
        }
    }

    private static IEnumerable<RepairProposal> Sealed(RepairContext context)
    {
        if (context.Node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { } member && context.Model.GetDeclaredSymbol(member) is { } symbol)
        {
            foreach (var modifier in Above(symbol.ContainingType).SelectMany(t => t.GetMembers(symbol.Name)).Select(Places.Declaration).OfType<MemberDeclarationSyntax>().SelectMany(m => m.Modifiers).Where(m => m.IsKind(SyntaxKind.SealedKeyword)))
            {
                yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart)), "the member is overridden, so it cannot be sealed");
            }
        }
    }

    private static int AfterAccess(MemberDeclarationSyntax member)
    {
        var access = member.Modifiers.LastOrDefault(m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword);
        return access.RawKind != 0 ? access.GetNextToken().SpanStart : member is MethodDeclarationSyntax m ? m.ReturnType.SpanStart : member is PropertyDeclarationSyntax p ? p.Type.SpanStart : member.SpanStart;
    }
}
