using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Exporting;

/// <summary>How a notebook is published.</summary>
public sealed partial record ExportOptions
{
    /// <summary>Whether files that are there already may be replaced.</summary>
    /// <value><see langword="false"/>.</value>
    public bool Overwrite { get; init; }

    /// <summary>The human language of the text, as a tag of BCP 47, which a screen reader needs to pronounce it.</summary>
    /// <value><c>en</c>.</value>
    public string Language { get; init; } = "en";

    /// <summary>The largest output that is taken along, all its representations together, in UTF-16 units; at least 1.</summary>
    /// <value>10 Mi: what a cell may put out by default.</value>
    public int MaxOutputLength { get; init; } = 10 << 20;

    /// <summary>The largest picture file beside the notebook that is taken along, in bytes; at least 1.</summary>
    /// <value>10 MiB.</value>
    public int MaxPictureBytes { get; init; } = 10 << 20;

    /// <summary>The most elements that may stand in one another in HTML of the notebook; deeper HTML is shown as text. From 16 to 1,000.</summary>
    /// <value>200. Browsers themselves give up at 512.</value>
    public int MaxNesting { get; init; } = 200;

    /// <summary>Above how many lines a text is folded away, where the format can; at least 1.</summary>
    /// <value>60: more than a screen.</value>
    public int LongOutputLines { get; init; } = 60;

    /// <summary>Whether a text can be the tag of a human language: the shape of BCP 47 (RFC 5646, 2.1), not its registry.</summary>
    public static bool IsLanguage(string tag) => LanguageTag().IsMatch(tag);

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex LanguageTag();
}
