namespace AgentNotebook.Magics;

/// <summary>The magics a host offers.</summary>
public sealed class MagicCatalog
{
    private readonly SortedDictionary<string, MagicDeclaration> _magics = new(StringComparer.Ordinal);

    /// <summary>A catalog of the given magics.</summary>
    /// <exception cref="ArgumentException">Two magics have the same name.</exception>
    public MagicCatalog(IEnumerable<MagicDeclaration> magics)
    {
        foreach (var magic in magics)
        {
            _magics.Add(magic.Name, magic);
        }
    }

    /// <summary>All magics, by name.</summary>
    public IReadOnlyCollection<MagicDeclaration> All => _magics.Values;

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
