namespace AgentNotebook.Display.RunCard;

/// <summary>A part of a card: what all parts write alike.</summary>
/// <param name="html">Where it is written.</param>
/// <param name="facts">What is told.</param>
/// <param name="detail">How much of it.</param>
internal abstract class CardPart(Markup html, RunFacts facts, CardDetail detail)
{
    protected Markup Html { get; } = html;

    protected RunFacts Facts { get; } = facts;

    protected CardDetail Detail { get; } = detail;

    protected void Heading(string text) => Html.Element("h4", "anb-h4", text);

    protected void Note(string text) => Html.Element("p", "anb-p anb-note", text);

    protected string Line(string text) => Untrusted.Line(text, Detail.TextCharacters);

    /// <summary>What someone said, with its line ends.</summary>
    protected void Said(string text)
    {
        var cut = text.Length > Detail.TextCharacters ? Svg.SvgText.Cut(text, Detail.TextCharacters) : text;
        var (lines, missing) = Untrusted.FirstLines(cut, Detail.OutputLines, Detail.TextCharacters);
        Html.Open("p", "anb-p anb-said");
        for (var i = 0; i < lines.Count; i++)
        {
            Html.Text(lines[i]);
            _ = i < lines.Count - 1 ? Html.Break() : Html.Text(missing > 0 ? " …" : "");
        }

        Html.Close();
    }

    protected void List(IReadOnlyList<string> items)
    {
        Html.Open("ul", "anb-ul");
        foreach (var item in items.Take(Detail.Items))
        {
            Html.Element("li", null, Line(item));
        }

        if (items.Count > Detail.Items)
        {
            Html.Element("li", null, $"… and {items.Count - Detail.Items} more");
        }

        Html.Close();
    }

    /// <summary>Says how many are missing, when some are.</summary>
    protected void Missing(int number, string one, string many)
    {
        if (number > 0)
        {
            Note($"{RunFacts.Count(number, one, many)} more {(number == 1 ? "is" : "are")} left out here to keep this card small.");
        }
    }
}
