using System.Text;

namespace AgentNotebook.Documents.Exporting;

/// <summary>Names of headings in addresses, as GitHub makes them: lower case, blanks become dashes, punctuation goes, a second one of a name is numbered.</summary>
internal sealed class Slugs
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public static string Of(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            _ = rune.Value is '-' or '_' || Rune.IsLetterOrDigit(rune) ? slug.Append(Rune.ToLowerInvariant(rune).ToString())
                : rune.Value == ' ' ? slug.Append('-')
                : slug;
        }

        return slug.ToString();
    }

    /// <summary>A name that no heading before has.</summary>
    public string Next(string text)
    {
        var slug = Of(text) is { Length: > 0 } name ? name : "section";
        var count = _seen[slug] = _seen.GetValueOrDefault(slug, -1) + 1;
        return count == 0 ? slug : Next($"{slug}-{count}");
    }
}
