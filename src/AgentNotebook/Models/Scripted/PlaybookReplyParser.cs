namespace AgentNotebook.Models.Scripted;

internal sealed class PlaybookReplyParser(string file)
{
    public PlaybookAnswer Reply(PlaybookNode node, string what, ModelRole role)
    {
        switch (role)
        {
            case ModelRole.Plan:
                var plan = new PlaybookMap(file, what, node, "plan", "code", "assumptions");
                return new PlaybookAnswer(plan.Text("plan").Trim(), plan.Has("code") ? plan.Text("code") : null)
                {
                    Assumptions = [.. plan.Items("assumptions").Select((item, i) => Assumption(item, $"Assumption {i + 1} of {char.ToLowerInvariant(what[0])}{what[1..]}"))],
                };
            case ModelRole.Diagnose:
                var diagnosis = new PlaybookMap(file, what, node, "diagnosis", "facts");
                return new PlaybookAnswer(diagnosis.Text("diagnosis").Trim(), null) { Facts = diagnosis.Texts("facts") };
            case ModelRole.Explain:
                return new PlaybookAnswer(new PlaybookMap(file, what, node, "explanation").Text("explanation").Trim(), null);
            case ModelRole.Write:
                var first = new PlaybookMap(file, what, node, "explanation", "code");
                return new PlaybookAnswer(first.Has("explanation") ? first.Text("explanation").Trim() : "", first.Text("code"));
            default:
                var revision = new PlaybookMap(file, what, node, "explanation", "code");
                return new PlaybookAnswer(revision.Text("explanation").Trim(), revision.Text("code"));
        }
    }

    private Assumption Assumption(PlaybookNode node, string what)
    {
        var map = new PlaybookMap(file, what, node, "name", "question", "value");
        return new Assumption(map.Text("name").Trim(), map.Text("question").Trim(), map.Text("value").Trim());
    }
}
