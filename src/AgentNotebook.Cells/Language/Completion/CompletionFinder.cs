using AgentNotebook.Cells.Submissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Language.Completion;

/// <summary>Finds what may stand at the caret.</summary>
internal sealed class CompletionFinder
{
    private readonly SubmissionView _view;
    private readonly SemanticModel _model;
    private readonly CompletionList _list;
    private readonly SyntaxToken _here;
    private readonly SyntaxToken _left;
    private readonly int _position;

    /// <param name="view">The code with a word at the caret.</param>
    /// <param name="place">Where that is.</param>
    /// <param name="list">Takes what is found.</param>
    public CompletionFinder(SubmissionView view, CaretPlace place, CompletionList list)
    {
        (_view, _model, _list, _position) = (view, view.Model, list, place.Start);
        _here = view.Tree.GetRoot().FindToken(place.Start);
        _left = _here.GetPreviousToken();
    }

    public void Find(CancellationToken cancellationToken)
    {
        if (IsNewName())
        {
            return;
        }

        if (_left.IsKind(SyntaxKind.DotToken) || _left.IsKind(SyntaxKind.MinusGreaterThanToken) || _left.IsKind(SyntaxKind.ColonColonToken))
        {
            new MemberFinder(_view, _list, _position).Find(_left, cancellationToken);
            return;
        }

        if (_here.Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { } directive && _left.Span.End > directive.SpanStart)
        {
            FindInUsing(directive);
            return;
        }

        if (_here.Parent?.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && attribute.Name.Span.Contains(_position))
        {
            FindAttributes();
            return;
        }

        if (_left.Parent is InitializerExpressionSyntax initializer && _left.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken && FindInitializerMembers(initializer))
        {
            return;
        }

        FindInScope(cancellationToken);
    }

    /// <summary>Whether the word names something new: whoever declares has to think of the name.</summary>
    private bool IsNewName()
    {
        var isName = _here.Parent switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier == _here,
            SingleVariableDesignationSyntax designation => designation.Identifier == _here,
            ParameterSyntax { Type: not null } parameter => parameter.Identifier == _here,
            MethodDeclarationSyntax method => method.Identifier == _here,
            LocalFunctionStatementSyntax function => function.Identifier == _here,
            BaseTypeDeclarationSyntax type => type.Identifier == _here,
            PropertyDeclarationSyntax property => property.Identifier == _here,
            ForEachStatementSyntax loop => loop.Identifier == _here,
            TypeParameterSyntax => true,
            CatchDeclarationSyntax caught => caught.Identifier == _here,
            FromClauseSyntax from => from.Identifier == _here,
            _ => false,
        };
        // A line without a semicolon and the word on the next one look like a type and a name.
        var lines = _view.Tree.GetText().Lines;
        return isName && lines.GetLineFromPosition(_left.SpanStart).LineNumber == lines.GetLineFromPosition(_position).LineNumber;
    }

    private void FindInUsing(UsingDirectiveSyntax directive)
    {
        var withTypes = directive.StaticKeyword.Span.Length > 0 || directive.Alias is not null;
        _list.AddNamespaces("", _view.Compilation.GlobalNamespace);
        if (withTypes)
        {
            _list.AddAll(_model.LookupNamespacesAndTypes(_position));
        }
        else if (_left == directive.UsingKeyword)
        {
            _list.AddKeywords(["static", "var"]);
        }
    }

    private void FindAttributes()
    {
        const string Suffix = "Attribute";
        foreach (var symbol in _model.LookupNamespacesAndTypes(_position))
        {
            if (symbol is INamespaceSymbol)
            {
                _list.Add(symbol);
            }
            else if (symbol is INamedTypeSymbol { IsAbstract: false } type && Bases(type).Any(ancestor => ancestor.Name == Suffix))
            {
                _list.Add(symbol, symbol.Name.EndsWith(Suffix, StringComparison.Ordinal) ? symbol.Name[..^Suffix.Length] : symbol.Name);
            }
        }

        _list.AddUnreferenced(_view, type => type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length] : null);
    }

    /// <returns>Whether nothing else than a member may stand here.</returns>
    private bool FindInitializerMembers(InitializerExpressionSyntax initializer)
    {
        var type = initializer.Parent switch
        {
            BaseObjectCreationExpressionSyntax creation => _model.GetTypeInfo(creation).Type ?? _model.GetTypeInfo(creation).ConvertedType,
            WithExpressionSyntax with => _model.GetTypeInfo(with.Expression).Type,
            _ => null,
        };
        if (type is null or IErrorTypeSymbol)
        {
            return false;
        }

        var assigned = initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(assignment => assignment.Left.ToString()).ToHashSet();
        foreach (var member in _model.LookupSymbols(_position, type).Where(member => !member.IsStatic && !assigned.Contains(member.Name)))
        {
            if (member is IPropertySymbol { IsIndexer: false, SetMethod: not null } or IFieldSymbol { IsReadOnly: false, IsConst: false })
            {
                _list.Add(member, isExpected: true);
            }
        }

        return !type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable);
    }

    private void FindInScope(CancellationToken cancellationToken)
    {
        var expected = new ExpectedType(_model, _here, _left);
        AddNamedArguments();
        if (expected.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            _list.AddEnum(enumeration, _model, _position);
        }

        var onlyTypes = _here.Parent?.Parent is ObjectCreationExpressionSyntax creation && creation.Type == _here.Parent;
        if (onlyTypes && expected.OfCreation is INamedTypeSymbol { TypeKind: not TypeKind.Interface, IsAbstract: false } wanted)
        {
            _list.Add(wanted, wanted.ToMinimalDisplayString(_model, _position), isExpected: true);
        }

        cancellationToken.ThrowIfCancellationRequested();
        foreach (var symbol in onlyTypes ? _model.LookupNamespacesAndTypes(_position) : _model.LookupSymbols(_position))
        {
            if (!IsDeclaredLater(symbol) && !(onlyTypes && symbol is INamedTypeSymbol { IsStatic: true }))
            {
                _list.Add(symbol);
            }
        }

        _list.AddUnreferenced(_view, type => type.Name);
        _list.AddKeywords(onlyTypes ? Keywords.InType : Words());
    }

    private IEnumerable<string> Words()
    {
        var node = _here.Parent;
        if (node?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { Parent: TypeDeclarationSyntax } member && member.GetFirstToken() == _here)
        {
            return Keywords.InMember.Concat(Keywords.InType);
        }

        return node?.FirstAncestorOrSelf<StatementSyntax>()?.GetFirstToken() == _here || node?.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.GetFirstToken() == _here
            ? Keywords.InExpression.Concat(Keywords.InStatement)
            : Keywords.InExpression;
    }

    private void AddNamedArguments()
    {
        if (_left.Kind() is not (SyntaxKind.OpenParenToken or SyntaxKind.CommaToken or SyntaxKind.OpenBracketToken) || _left.Parent is not BaseArgumentListSyntax list)
        {
            return;
        }

        var given = list.Arguments.Select(argument => argument.NameColon?.Name.Identifier.ValueText).ToHashSet();
        foreach (var parameter in Signatures.Of(_model, list).Methods.SelectMany(method => method.Parameters).Where(parameter => !given.Contains(parameter.Name)))
        {
            _list.AddArgument(parameter);
        }
    }

    private bool IsDeclaredLater(ISymbol symbol) =>
        symbol is ILocalSymbol or IFieldSymbol { ContainingType.IsScriptClass: true }
        && symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == _view.Tree && reference.Span.End >= _position && reference.Span.Start > _position - 1);

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }
}
