using System.Text.Json.Nodes;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Manifest;
using AgentNotebook.Documents.Results;

namespace AgentNotebook.Tool.Grids;

/// <summary>The executed notebook of a member, as far as it is the one of this notebook and these parameters.</summary>
/// <param name="Manifest">What ran.</param>
/// <param name="Scraps">Its named results.</param>
/// <param name="Error">The last error that it shows, in one line; empty when it shows none.</param>
internal sealed record MemberNotebook(RunManifest Manifest, IReadOnlyList<KeyValuePair<string, JsonNode?>> Scraps, string Error)
{
    private const int LongestError = 300;

    /// <summary>Reads it.</summary>
    /// <param name="file">Where it would be.</param>
    /// <param name="member">The member.</param>
    /// <param name="sourceSha256">The hash of what the notebook runs.</param>
    /// <returns><see langword="null"/> when there is none, or not a whole one, or one of other code or other parameters.</returns>
    public static MemberNotebook? Read(string file, GridMember member, string sourceSha256)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            var document = NotebookDocument.Load(file);
            return ManifestJson.Of(document) is { } manifest
                && manifest.SourceSha256 == sourceSha256
                && manifest.Parameters.SequenceEqual(member.Parameters.Select(parameter => new ManifestParameter(parameter.Name, parameter.Literal)))
                ? new MemberNotebook(manifest, NotebookScraps.Of(document), LastError(document))
                : null;
        }
        catch (NotebookException)
        {
            // Cut off or not of ours: the member runs, and writes it anew.
            return null;
        }
    }

    // The terminal shows it, and the notebook may come from anywhere.
    private static string LastError(NotebookDocument document) => Untrusted.Line(NotebookErrors.Of(document).LastOrDefault(""), LongestError);
}
