using System.Text.RegularExpressions;

namespace AgentNotebook.Models.Chat;

/// <summary>Reads the reply of each role. What does not have the form that its prompt asks for is refused, with what is missing.</summary>
internal static partial class ReplyForms
{
    /// <summary>The most lines of a list that are taken.</summary>
    public const int MaximumItems = 20;

    /// <summary>The longest line of a list, in characters.</summary>
    public const int MaximumItemLength = 1_000;

    private const string Explanation = "Explanation";
    private const string Code = "Code";
    private const string GiveUp = "Give up";
    private const string Questions = "Open questions";

    public static PlanReply Plan(string reply)
    {
        var document = ReplyDocument.Parse(reply, "Plan", Questions);
        var plan = document.Text("Plan");
        var assumptions = Items(document, Questions).Select(Assumption).ToList();
        return assumptions.GroupBy(assumed => assumed.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new MalformedReplyException($"Two open questions have the name '{twice.Key}'.")
            : new PlanReply(plan, Code: null) { Assumptions = assumptions };
    }

    public static WriteReply Write(string reply)
    {
        var document = ReplyDocument.Parse(reply, Explanation, Code);
        return new WriteReply(document.Code(Code), document.Text(Explanation));
    }

    public static DiagnoseReply Diagnose(string reply)
    {
        var document = ReplyDocument.Parse(reply, "Diagnosis", "Facts");
        return new DiagnoseReply(document.Text("Diagnosis"), Items(document, "Facts"));
    }

    public static ReviseReply Revise(string reply)
    {
        var document = ReplyDocument.Parse(reply, Explanation, Code, GiveUp);
        if (document.Has(GiveUp))
        {
            return document.Has(Code)
                ? throw new MalformedReplyException($"There is both '## {Code}' and '## {GiveUp}'. Keep one.")
                : new ReviseReply(null, document.Text(GiveUp));
        }

        return document.Has(Code)
            ? new ReviseReply(document.Code(Code), document.Text(Explanation))
            : throw new MalformedReplyException($"Neither '## {Code}' nor '## {GiveUp}' is there.");
    }

    public static ExplainReply Explain(string reply) => new(ReplyDocument.Parse(reply, Explanation).Text(Explanation));

    /// <summary>The lines of a list, without their marks; none when it says so.</summary>
    private static List<string> Items(ReplyDocument document, string heading)
    {
        var lines = document.Text(heading).Split('\n').Select(line => Mark().Replace(line, "").Trim()).Where(line => line.Length > 0).ToList();
        if (lines is [var only] && only.TrimEnd('.').Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        return lines switch
        {
            { Count: > MaximumItems } => throw new MalformedReplyException($"Under '## {heading}' there are {lines.Count} lines; {MaximumItems} is the most."),
            _ when lines.Exists(line => line.Length > MaximumItemLength) => throw new MalformedReplyException($"Under '## {heading}' a line is longer than {MaximumItemLength} characters."),
            _ => lines,
        };
    }

    private static Assumption Assumption(string line)
    {
        var parts = line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length != 3 || parts.Any(part => part.Length == 0))
        {
            throw new MalformedReplyException($"A line under '## {Questions}' has to be 'name | question | assumption', or the only line has to be 'none'; it is '{(line.Length > 80 ? line[..80] + "…" : line)}'.");
        }

        return Name().IsMatch(parts[0].Trim('`'))
            ? new Assumption(parts[0].Trim('`'), parts[1], parts[2])
            : throw new MalformedReplyException($"The name of an open question consists of at most 40 small letters, digits and hyphens; it is '{(parts[0].Length > 60 ? parts[0][..60] + "…" : parts[0])}'.");
    }

    [GeneratedRegex(@"^\s*(?:[-*+]|\d{1,3}[.)])\s+")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Name();
}
