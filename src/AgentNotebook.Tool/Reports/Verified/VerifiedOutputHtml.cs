using System.Net;
using System.Text;
using AgentNotebook.Documents.Comparing;
using AgentNotebook.Models;

namespace AgentNotebook.Tool.Reports.Verified;

/// <summary>Shows both sides of an output on a page: pictures as pictures, HTML in a frame in which nothing runs, texts line by line with what changed.</summary>
internal static class VerifiedOutputHtml
{
    // Beyond this a page is no longer opened with pleasure, and the notebook itself shows it.
    private const int LongestText = 200_000;
    private const int LongestPicture = 8_000_000;

    private static readonly string[] _pictures = ["image/png", "image/jpeg", "image/gif"];

    /// <summary>The stored and the executed side; where one is missing it says so.</summary>
    public static (string Stored, string Executed) Sides(ShownOutput? stored, ShownOutput? executed)
    {
        var mime = Mime(executed ?? stored!);
        var (before, after) = (stored?.Parts.GetValueOrDefault(mime), executed?.Parts.GetValueOrDefault(mime));
        if (mime is "image/svg+xml" or "text/html" || _pictures.Contains(mime))
        {
            return (Shown(mime, before, stored), Shown(mime, after, executed));
        }

        return before is null || after is null ? (Shown(mime, before, stored), Shown(mime, after, executed)) : Lines(before, after);
    }

    /// <summary>The richest representation that is shown.</summary>
    private static string Mime(ShownOutput output)
    {
        string[] ranked = ["image/svg+xml", .. _pictures, "text/html", "text/markdown", "text/plain", "traceback"];
        return ranked.FirstOrDefault(output.Parts.ContainsKey) ?? output.Parts.Keys.FirstOrDefault("");
    }

    private static string Shown(string mime, string? content, ShownOutput? output) => content switch
    {
        null when output is null => "<p class=\"note\">nothing</p>",
        null => $"<p class=\"note\">{WebUtility.HtmlEncode(output!.Kind)} without {WebUtility.HtmlEncode(mime)}</p>",
        { Length: > LongestPicture } => $"<p class=\"note\">{content.Length:N0} characters, too long for this page</p>",
        _ when mime == "image/svg+xml" => Picture(mime, Convert.ToBase64String(Encoding.UTF8.GetBytes(content))),
        _ when _pictures.Contains(mime) => Picture(mime, content),
        { Length: > LongestText } => $"<p class=\"note\">{content.Length:N0} characters, too long for this page</p>",
        _ when mime == "text/html" => $"<iframe sandbox=\"\" title=\"HTML output\" srcdoc=\"{WebUtility.HtmlEncode(content)}\"></iframe>",
        _ => $"<pre>{WebUtility.HtmlEncode(content)}</pre>",
    };

    // Whatever the file says, only the letters of Base64 come into the address.
    private static string Picture(string mime, string base64) =>
        $"<img alt=\"Output of the cell\" src=\"data:{mime};base64,{string.Concat(base64.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '='))}\"/>";

    private static (string Stored, string Executed) Lines(string before, string after)
    {
        if (Math.Max(before.Length, after.Length) > LongestText)
        {
            return (Shown("text/plain", before, null), Shown("text/plain", after, null));
        }

        var (stored, executed) = (new StringBuilder("<pre>"), new StringBuilder("<pre>"));
        foreach (var line in CodeDiff.Lines(before, after, context: int.MaxValue / 2))
        {
            var text = WebUtility.HtmlEncode(line.Text);
            switch (line.Kind)
            {
                case DiffLineKind.Removed:
                    stored.Append($"<del>{text} </del>");
                    break;
                case DiffLineKind.Added:
                    executed.Append($"<ins>{text} </ins>");
                    break;
                default:
                    stored.Append(text).Append('\n');
                    executed.Append(text).Append('\n');
                    break;
            }
        }

        return (stored.Append("</pre>").ToString(), executed.Append("</pre>").ToString());
    }
}
