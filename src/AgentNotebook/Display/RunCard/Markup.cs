using System.Text;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes HTML that is well-formed XML, too. Text is escaped here.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _html = new(32_000);
    private readonly Stack<string> _open = [];

    /// <summary>Opens an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="classes">Its classes; none by default.</param>
    /// <param name="attributes">More attributes, written as they are.</param>
    internal Markup Open(string tag, string? classes = null, string? attributes = null)
    {
        _html.Append('<').Append(tag);
        if (classes is not null)
        {
            _html.Append(" class=\"").Append(classes).Append('"');
        }

        _html.Append(attributes is null ? "" : " ").Append(attributes).Append('>');
        _open.Push(tag);
        return this;
    }

    internal Markup Close()
    {
        _html.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    internal Markup Text(string text)
    {
        _html.Append(SvgText.Escape(text));
        return this;
    }

    internal Markup Element(string tag, string? classes, string text, string? attributes = null) => Open(tag, classes, attributes).Text(text).Close();

    /// <summary>Opens a table that scrolls by itself where a page is narrow.</summary>
    internal Markup OpenTable(params string[] heads)
    {
        Open("div", "anb-scroll", "tabindex=\"0\"").Open("table", "anb-table").Open("thead").Open("tr");
        foreach (var head in heads)
        {
            Element("th", null, head, "scope=\"col\"");
        }

        return Close().Close().Open("tbody");
    }

    internal Markup CloseTable() => Close().Close().Close();

    /// <summary>Writes markup of our own as it is.</summary>
    internal Markup Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>A line end, which <see cref="Text"/> would make a space.</summary>
    internal Markup Break() => Raw("\n");

    public override string ToString() => _open.Count == 0 ? _html.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is open.");
}
