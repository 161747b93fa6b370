namespace AgentNotebook.Magics;

/// <summary>The magics a host offers.</summary>
public sealed class MagicCatalog
{
    // By name and by alias.
    private readonly SortedDictionary<string, MagicDeclaration> _magics = new(StringComparer.Ordinal);

    /// <summary>A catalog of the given magics.</summary>
    /// <exception cref="ArgumentException">Two magics have the same name, or another name of one is a name of another.</exception>
    public MagicCatalog(IEnumerable<MagicDeclaration> magics)
    {
        foreach (var magic in magics)
        {
            foreach (var name in magic.Aliases.Prepend(magic.Name))
            {
                _magics.Add(name, magic);
            }
        }
    }

    /// <summary>All magics that do something here, by name.</summary>
    public IReadOnlyCollection<MagicDeclaration> All => [.. _magics.Where(magic => magic.Key == magic.Value.Name && !magic.Value.IsStandIn).Select(magic => magic.Value)];

    /// <summary>The magic of a name, one that stands in for something else too.</summary>
    /// <param name="name">Its name or another name of it, with the prefix.</param>
    public MagicDeclaration? Find(string name) => _magics.GetValueOrDefault(name);

    /// <summary>The magic that says that lines are in a language.</summary>
    /// <param name="language">The language as a notebook names it, such as <c>html</c> or <c>F#</c>; letter case does not count.</param>
    public MagicDeclaration? FindLanguage(string language) =>
        _magics.FirstOrDefault(magic => magic.Value.IsLanguage && magic.Key.AsSpan(2).Equals(language, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Whether a line of a cell begins a part in another language.</summary>
    public bool IsLanguageLine(string line)
    {
        var text = line.AsSpan().TrimStart();
        var end = text.IndexOfAny(' ', '\t', '\r');
        return IsMagicLine(line) && Find((end < 0 ? text : text[..end]).ToString()) is { IsLanguage: true };
    }

    /// <summary>Whether a line of a cell calls a magic: it begins with <c>#!</c> and a letter, after nothing but white space.</summary>
    public static bool IsMagicLine(string line)
    {
        var text = line.AsSpan().TrimStart();
        return text.Length > 2 && text.StartsWith("#!") && char.IsAsciiLetter(text[2]);
    }

    /// <summary>Reads a magic's line.</summary>
    /// <param name="line">The line, beginning with <c>#!</c>.</param>
    /// <param name="lineNumber">Its number in the cell, counted from 1.</param>
    /// <returns>The magic and its arguments; the arguments are <see langword="null"/> when help was asked for.</returns>
    /// <exception cref="MagicException">Unknown magic or parameter, missing or unfitting value: names the place and the nearest right name.</exception>
    public (MagicDeclaration Magic, MagicArguments? Arguments) Parse(string line, int lineNumber) =>
        new MagicLineParser(line, lineNumber).Parse(_magics);
}
