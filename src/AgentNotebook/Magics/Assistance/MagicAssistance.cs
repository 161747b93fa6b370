using AgentNotebook.Display;

namespace AgentNotebook.Magics.Assistance;

/// <summary>Helps while a magic's line is typed. Takes any line and any place in it; a place outside counts as the nearest one inside.</summary>
public static class MagicAssistance
{
    /// <summary>What may be typed at a place: names of magics, parameters that are not given yet, values of those that have a choice.</summary>
    /// <param name="catalog">The magics.</param>
    /// <param name="line">The line, with or without its line end.</param>
    /// <param name="position">The caret, counted from 0.</param>
    public static MagicCompletions Complete(MagicCatalog catalog, string line, int position)
    {
        position = Math.Clamp(position, 0, line.Length);
        var tokens = LineToken.Split(line);
        var at = tokens.FindIndex(token => token.Start <= position && position <= token.End);
        var (start, end, typed) = at < 0 ? (position, position, "") : (tokens[at].Start, tokens[at].End, line[tokens[at].Start..position]);
        var before = tokens.TakeWhile(token => token.End < position && (at < 0 || token.Start < start)).ToList();
        return new MagicCompletions(start, end, [.. Items(catalog, tokens, before, at).Where(item => item.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))]);
    }

    /// <summary>What is under the caret: the magic's help on its name, a parameter's line on its name or value.</summary>
    /// <param name="catalog">The magics.</param>
    /// <param name="line">The line, with or without its line end.</param>
    /// <param name="position">The caret, counted from 0.</param>
    /// <returns><see langword="null"/> when it is neither.</returns>
    public static MimeBundle? Describe(MagicCatalog catalog, string line, int position)
    {
        position = Math.Clamp(position, 0, line.Length);
        var tokens = LineToken.Split(line);
        var at = tokens.FindIndex(token => token.Start <= position && position <= token.End);
        if (at < 0 || catalog.Find(tokens[0].Text) is not { } magic)
        {
            return null;
        }

        var parameter = at == 0 ? null : Find(magic, tokens[at].Text) ?? (at > 1 ? TakesValue(Find(magic, tokens[at - 1].Text)) : null) ?? Positional(magic, tokens[at].Text);
        return at == 0 ? MimeBundle.FromText(MagicHelp.Of(magic))
            : parameter is null ? null
            : MimeBundle.FromText($"{MagicHelp.Usage(parameter)}\n{MagicHelp.Of(parameter)}");
    }

    private static IEnumerable<MagicCompletion> Items(MagicCatalog catalog, List<LineToken> tokens, List<LineToken> before, int at)
    {
        if (before.Count == 0)
        {
            return catalog.All.Select(magic => new MagicCompletion(magic.Name, "magic", magic.Summary));
        }

        if (catalog.Find(before[0].Text) is not { } magic)
        {
            return [];
        }

        var last = before.Count > 1 ? TakesValue(Find(magic, before[^1].Text)) : null;
        if (last is not null)
        {
            return Values(last);
        }

        var given = tokens.Where((_, index) => index != at).Select(token => token.Text).ToHashSet();
        return magic.Parameters.Where(parameter => !parameter.IsPositional && (parameter.Repeats || !given.Contains(parameter.Name)))
            .Select(parameter => new MagicCompletion(parameter.Name, "parameter", MagicHelp.Of(parameter)))
            .Concat(magic.Parameters.Where(parameter => parameter.IsPositional).SelectMany(Values))
            .Append(new MagicCompletion("--help", "parameter", "Explains the magic."));
    }

    private static IEnumerable<MagicCompletion> Values(MagicParameter parameter) =>
        (parameter.Choices ?? []).Select(choice => new MagicCompletion(choice, "value", parameter.Help));

    private static MagicParameter? Find(MagicDeclaration magic, string name) =>
        magic.Parameters.FirstOrDefault(parameter => !parameter.IsPositional && parameter.Name == name);

    private static MagicParameter? TakesValue(MagicParameter? parameter) => parameter is { Kind: not ParameterKind.Flag } ? parameter : null;

    private static MagicParameter? Positional(MagicDeclaration magic, string token) =>
        token.StartsWith('-') ? null : magic.Parameters.FirstOrDefault(parameter => parameter.IsPositional);
}
