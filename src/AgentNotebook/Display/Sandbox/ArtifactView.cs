using AgentNotebook.Display.RunCard;
using AgentNotebook.Execution;

namespace AgentNotebook.Display.Sandbox;

/// <summary>Shows what a guest saved. It is untrusted: pictures are shown as pictures, which run nothing and load nothing, and markup as text.</summary>
public static class ArtifactView
{
    private const int MaximumPictureBytes = 1 << 20;
    private const int MaximumPictureBytesTogether = 4 << 20;
    private const int MaximumShown = 16;
    private const int MaximumLines = 200;
    private const int MaximumLineLength = 400;

    /// <summary>One bundle for each artifact that can be shown, and at the end one that lists the rest with their sizes.</summary>
    /// <param name="artifacts">The artifacts.</param>
    public static IReadOnlyList<MimeBundle> Render(IReadOnlyList<GuestArtifact> artifacts)
    {
        var (shown, listed, room) = (new List<MimeBundle>(), new List<GuestArtifact>(), MaximumPictureBytesTogether);
        foreach (var artifact in artifacts)
        {
            var bundle = shown.Count < MaximumShown && artifact.Bytes.Length <= Math.Min(room, MaximumPictureBytes) ? Picture(artifact) ?? Page(artifact) : null;
            if (bundle is null)
            {
                listed.Add(artifact);
                continue;
            }

            shown.Add(bundle);
            room -= artifact.Bytes.Length;
        }

        if (listed.Count > 0)
        {
            shown.Add(MimeBundle.FromText($"{(listed.Count == 1 ? "1 artifact" : $"{listed.Count} artifacts")} not shown: {OutcomeText.List(listed)}. --save DIR writes {(listed.Count == 1 ? "it" : "them")} to a folder."));
        }

        return shown;
    }

    private static MimeBundle? Picture(GuestArtifact artifact)
    {
        var bytes = artifact.Bytes.Span;
        var type = Path.GetExtension(artifact.Name).ToLowerInvariant() switch
        {
            ".svg" => MimeBundle.Svg,
            ".png" when bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) => "image/png",
            ".jpg" or ".jpeg" when bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) => "image/jpeg",
            ".gif" when bytes.StartsWith("GIF8"u8) => "image/gif",
            _ => null,
        };
        if (type is null)
        {
            return null;
        }

        // Inside an img element an SVG runs no script and fetches nothing (SVG 2, 2.2.2 "Secure static mode").
        var html = new Markup().Open("figure", null, "style=\"margin:0\"")
            .Raw($"<img style=\"max-width:100%\" alt=\"{Svg.SvgText.Escape(OutcomeText.Name(artifact))}\" src=\"data:{type};base64,{Convert.ToBase64String(bytes)}\"/>")
            .Element("figcaption", null, OutcomeText.List([artifact]))
            .Close();
        return MimeBundle.FromHtml(html.ToString(), OutcomeText.List([artifact]));
    }

    private static MimeBundle? Page(GuestArtifact artifact)
    {
        if (Path.GetExtension(artifact.Name).ToLowerInvariant() is not (".html" or ".htm"))
        {
            return null;
        }

        var (lines, missing) = Untrusted.FirstLines(System.Text.Encoding.UTF8.GetString(artifact.Bytes.Span), MaximumLines, MaximumLineLength);
        var text = string.Join('\n', lines) + (missing > 0 ? $"\n… and {missing} more lines" : "");
        var title = $"{OutcomeText.List([artifact])}, as text: a guest's markup is not made part of the page";
        var html = new Markup().Open("div").Element("div", null, title).Open("pre");
        foreach (var line in text.Split('\n'))
        {
            html.Text(line).Break();
        }

        return MimeBundle.FromHtml(html.Close().Close().ToString(), $"{title}\n{text}");
    }
}
