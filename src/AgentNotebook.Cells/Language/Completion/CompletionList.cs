using AgentNotebook.Cells.Submissions;
using AgentNotebook.Cells.Submissions.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Cells.Language.Completion;

/// <summary>Gathers what fits the typed word, one entry a name, and puts the best first.</summary>
internal sealed class CompletionList(string typed, int most)
{
    private readonly Dictionary<(string Text, bool IsType), (CellCompletion Item, int Rank, int Overloads)> _items = [];

    public void AddAll(IEnumerable<ISymbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            Add(symbol);
        }
    }

    /// <summary>Adds a symbol, unless it does not fit, cannot be named or does not want to be seen.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="text">What to put in; <see langword="null"/> for its name.</param>
    /// <param name="isExpected">Whether it is what the place asks for.</param>
    public void Add(ISymbol symbol, string? text = null, bool isExpected = false)
    {
        var name = text ?? symbol.Name;
        if (name.Length == 0 || !symbol.CanBeReferencedByName || NameMatch.Rank(name, typed) == NameMatch.None || IsHidden(symbol))
        {
            return;
        }

        var written = text ?? (SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name);
        Put(new CellCompletion(written, SymbolText.Kind(symbol), SymbolText.Name(symbol), "") { Symbol = symbol, Filter = name, IsExpected = isExpected }, symbol is ITypeSymbol);
    }

    /// <summary>Adds a type that is not referenced yet.</summary>
    public void Add(NamedType type, string? text = null)
    {
        if (NameMatch.Rank(text ?? type.Name, typed) != NameMatch.None)
        {
            Put(new CellCompletion(text ?? type.Name, SymbolText.Kind(type.Kind), type.Arity == 0 ? type.Name : $"{type.Name}<{new string(',', type.Arity - 1)}>", $"{type.Kind.ToString().ToLowerInvariant()} {type.Namespace}.{type.Name}"), isType: true);
        }
    }

    /// <summary>Adds the types of the namespaces in view whose assemblies no cell has asked for yet.</summary>
    /// <param name="view">What is in view and what is referenced.</param>
    /// <param name="text">What to put in; <see langword="null"/> leaves a type out.</param>
    public void AddUnreferenced(SubmissionView view, Func<NamedType, string?> text)
    {
        foreach (var type in view.Imports.Namespaces.SelectMany(NameIndex.Shared.TypesIn))
        {
            if (!view.References.Names.Contains(type.Assembly) && text(type) is { } name)
            {
                Add(type, name);
            }
        }
    }

    public void AddNamespaces(string name, INamespaceSymbol? symbol)
    {
        AddAll(symbol?.GetNamespaceMembers() ?? []);
        foreach (var child in NameIndex.Shared.NamespacesIn(name).Where(child => NameMatch.Rank(child, typed) != NameMatch.None))
        {
            Put(new CellCompletion(child, CompletionKind.Namespace, child, $"namespace {(name.Length == 0 ? "" : name + ".")}{child}"), isType: false);
        }
    }

    public void AddKeywords(IEnumerable<string> words)
    {
        foreach (var word in words.Where(word => NameMatch.Rank(word, typed) != NameMatch.None))
        {
            Put(new CellCompletion(word, CompletionKind.Keyword, word, ""), isType: false);
        }
    }

    public void AddArgument(IParameterSymbol parameter)
    {
        if (parameter.Name.Length > 0 && NameMatch.Rank(parameter.Name, typed) != NameMatch.None)
        {
            Put(new CellCompletion(parameter.Name + ":", CompletionKind.Argument, parameter.Name + ":", SymbolText.Signature(parameter)) { Filter = parameter.Name, Symbol = parameter }, isType: false);
        }
    }

    /// <summary>Adds the members of an enumeration that is expected; each fits by its own name and by the whole.</summary>
    public void AddEnum(INamedTypeSymbol enumeration, SemanticModel model, int position)
    {
        var owner = enumeration.ToMinimalDisplayString(model, position);
        foreach (var member in enumeration.GetMembers().OfType<IFieldSymbol>().Where(member => !IsHidden(member)))
        {
            var text = $"{owner}.{member.Name}";
            var filter = NameMatch.Rank(text, typed) <= NameMatch.Rank(member.Name, typed) ? text : member.Name;
            if (NameMatch.Rank(filter, typed) != NameMatch.None)
            {
                Put(new CellCompletion(text, CompletionKind.EnumMember, text, "") { Symbol = member, Filter = filter, IsExpected = true }, isType: false);
            }
        }
    }

    /// <summary>The completions in order.</summary>
    public CellCompletions Close(int start, int end)
    {
        var items = _items.Values
            .OrderBy(entry => entry.Rank)
            .ThenBy(entry => !entry.Item.IsExpected)
            .ThenBy(entry => entry.Item.Text, StringComparer.OrdinalIgnoreCase)
            .ThenBy(entry => entry.Item.Text, StringComparer.Ordinal)
            .Take(most)
            .Select(entry => entry.Item with { Signature = Signature(entry.Item, entry.Overloads) })
            .ToList();
        return new CellCompletions(start, end, items) { IsCut = _items.Count > items.Count };
    }

    private void Put(CellCompletion item, bool isType)
    {
        // A method and a type may share a name; two arities of a type, and overloads, are one to the person who types.
        var key = (item.Text, isType);
        _items[key] = _items.TryGetValue(key, out var known)
            ? known with { Overloads = known.Overloads + 1 }
            : (item, NameMatch.Rank(item.Filter ?? item.Text, typed), 1);
    }

    private static string Signature(CellCompletion item, int overloads) => item.Symbol switch
    {
        null => item.Signature,
        IMethodSymbol method when overloads > 1 => $"{SymbolText.Signature(method)} (+ {overloads - 1} more)",
        var symbol => SymbolText.Signature(symbol),
    };

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }]);
}
