namespace AgentNotebook.Models.Scripted;

internal sealed class PlaybookStepParser(string file)
{
    private static readonly string[] _answers = ["reply", "give-up", "fault"];

    public PlaybookStep Step(PlaybookNode node, int index, int count)
    {
        var what = $"Step {index + 1}";
        var map = new PlaybookMap(file, what, node, "role", "delay", "faults", "reply", "give-up", "fault");
        var role = Role(map, what);
        var given = _answers.Where(map.Has).ToList();
        if (given.Count == 0)
        {
            throw map.At(node, $"{what} lacks 'reply'. Add it, or 'give-up' or 'fault' in its place.");
        }

        if (given.Count > 1)
        {
            throw map.At(map.Value(given[1]), $"{what} has both '{given[0]}' and '{given[1]}'. Keep one.");
        }

        if (given[0] == "give-up" && role == PlaybookRole.Plan)
        {
            throw map.At(map.Value("give-up"), $"{what} answers a plan, and a plan cannot give up. Use 'reply', or 'fault' to fail the call.");
        }

        if (given[0] == "fault" && index + 1 < count)
        {
            throw map.At(map.Value("fault"), $"{what} always faults, so the steps after it can never be reached. Put the fault under 'faults' of the step that it delays.");
        }

        var (text, code) = given[0] switch
        {
            "reply" => Reply(map.Value("reply"), $"The reply of step {index + 1}", role),
            "give-up" => (map.Text("give-up").Trim(), null),
            _ => ("", null),
        };
        return new PlaybookStep(
            role,
            node.Line,
            map.Duration("delay") ?? TimeSpan.Zero,
            Faults(map, what),
            map.Optional("fault") is { } fault ? Fault(fault, $"The fault of step {index + 1}") : null,
            text,
            code);
    }

    private static PlaybookRole Role(PlaybookMap map, string what) => map.Text("role") switch
    {
        "plan" => PlaybookRole.Plan,
        "revise" => PlaybookRole.Revise,
        var other => throw map.At(map.Value("role"), $"'role' of {what} must be plan or revise, not '{other}'."
            + (NameDistance.Nearest(other, ["plan", "revise"]) is { } near ? $" Did you mean '{near}'?" : "")),
    };

    private (string Text, string Code) Reply(PlaybookNode node, string what, PlaybookRole role)
    {
        var textKey = role == PlaybookRole.Plan ? "plan" : "explanation";
        var map = new PlaybookMap(file, what, node, textKey, "code");
        return (map.Text(textKey).Trim(), map.Text("code"));
    }

    private List<PlaybookFault> Faults(PlaybookMap map, string what)
    {
        if (map.Optional("faults") is not { } node)
        {
            return [];
        }

        return node.Items is { } items
            ? [.. items.Select((item, i) => Fault(item, $"Fault {i + 1} of {what.ToLowerInvariant()}"))]
            : throw map.At(node, $"'faults' of {what} must be a list, not {node.Form}.");
    }

    private PlaybookFault Fault(PlaybookNode node, string what)
    {
        var map = new PlaybookMap(file, what, node, "status", "message", "retry-after");
        return new PlaybookFault(map.Text("message").Trim(), map.Number("status", 100, 599), map.Duration("retry-after"));
    }
}
