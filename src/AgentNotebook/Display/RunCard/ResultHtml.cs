using AgentNotebook.Agents;
using AgentNotebook.Display.Svg;
using AgentNotebook.Execution;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes the answer of a run that succeeded: what it means and what it is.</summary>
internal sealed class ResultHtml(Markup html, RunFacts facts, CardDetail detail) : CardPart(html, facts, detail)
{
    internal void Write()
    {
        if (Facts.Run.State != AgentState.Succeeded)
        {
            return;
        }

        Heading("Answer");
        Said(Facts.Explained);
        if (Facts.Run.Attempts.LastOrDefault()?.Outcome is { } outcome)
        {
            WriteValue(outcome);
            WriteArtifacts(outcome.Artifacts);
        }
    }

    private void WriteValue(GuestOutcome outcome)
    {
        if (outcome.ResultJson is not { } json)
        {
            return;
        }

        var preview = ResultPreview.Of(json, Detail.Items, Detail.TextCharacters);
        if (preview.Value is { } value)
        {
            Html.Element("pre", "anb-code anb-value", value, "tabindex=\"0\"");
        }
        else
        {
            Html.OpenTable([.. preview.Heads]);
            foreach (var row in preview.Rows)
            {
                Html.Open("tr");
                foreach (var cell in row)
                {
                    Html.Element("td", null, cell);
                }

                Html.Close();
            }

            Html.CloseTable();
        }

        if (preview.Note.Length > 0)
        {
            Note(preview.Note);
        }
    }

    private void WriteArtifacts(IReadOnlyList<GuestArtifact> artifacts)
    {
        if (artifacts.Count > 0)
        {
            Html.Element("p", "anb-p", $"Saved: {string.Join(", ", artifacts.Take(Detail.Items).Select(artifact => $"{Untrusted.Line(artifact.Name, 80)} ({ByteSize.Text(artifact.Bytes.Length)})"))}.");
            Missing(artifacts.Count - Detail.Items, "artifact", "artifacts");
        }
    }
}
