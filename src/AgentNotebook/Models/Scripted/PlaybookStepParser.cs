namespace AgentNotebook.Models.Scripted;

internal sealed class PlaybookStepParser(string file)
{
    private static readonly string[] _answers = ["reply", "give-up", "fault"];

    public PlaybookStep Step(PlaybookNode node, int index, int count)
    {
        var what = $"Step {index + 1}";
        var map = new PlaybookMap(file, what, node, "role", "delay", "faults", "reply", "give-up", "fault", "usage");
        var role = map.Word("role", PlaybookRoles.ByName);
        var given = _answers.Where(map.Has).ToList();
        if (given.Count == 0)
        {
            throw map.At(node, $"{what} lacks 'reply'. Add it, or 'give-up' or 'fault' in its place.");
        }

        if (given.Count > 1)
        {
            throw map.At(map.Value(given[1]), $"{what} has both '{given[0]}' and '{given[1]}'. Keep one.");
        }

        if (given[0] == "give-up" && role != ModelRole.Revise)
        {
            throw map.At(map.Value("give-up"), $"{what} answers {PlaybookRoles.Word(role)}, and {PlaybookRoles.Word(role)} cannot give up. Use 'reply', or 'fault' to fail the call.");
        }

        if (given[0] == "fault" && index + 1 < count)
        {
            throw map.At(map.Value("fault"), $"{what} always faults, so the steps after it can never be reached. Put the fault under 'faults' of the step that it delays.");
        }

        var answer = given[0] switch
        {
            "reply" => new PlaybookReplyParser(file).Reply(map.Value("reply"), $"The reply of step {index + 1}", role),
            "give-up" => new PlaybookAnswer(map.Text("give-up").Trim(), null),
            _ => PlaybookAnswer.Nothing,
        };
        return new PlaybookStep(role, node.Line, node.Column, answer)
        {
            Delay = map.Duration("delay") ?? TimeSpan.Zero,
            Passing = Faults(map, what),
            Lasting = map.Optional("fault") is { } fault ? Fault(fault, $"The fault of step {index + 1}") : null,
            Usage = map.Optional("usage") is { } usage ? Usage(usage, $"The usage of step {index + 1}") : null,
        };
    }

    private List<PlaybookFault> Faults(PlaybookMap map, string what) =>
        [.. map.Items("faults").Select((item, i) => Fault(item, $"Fault {i + 1} of {what.ToLowerInvariant()}"))];

    private PlaybookFault Fault(PlaybookNode node, string what)
    {
        var map = new PlaybookMap(file, what, node, "status", "failure", "message", "retry-after");
        return new PlaybookFault(
            map.Text("message").Trim(),
            map.Number("status", 100, 599),
            map.Duration("retry-after"),
            map.Has("failure") ? map.Word("failure", PlaybookFailures.ByName) : null);
    }

    private ModelUsage Usage(PlaybookNode node, string what)
    {
        var map = new PlaybookMap(file, what, node, "input", "output", "cost");
        return new ModelUsage(map.Number("input", 0, int.MaxValue) ?? 0, map.Number("output", 0, int.MaxValue) ?? 0, map.Amount("cost"));
    }
}
