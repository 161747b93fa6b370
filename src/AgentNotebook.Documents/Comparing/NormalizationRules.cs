using System.Text.RegularExpressions;
using AgentNotebook.Text;

namespace AgentNotebook.Documents.Comparing;

/// <summary>The rules that come with the tool.</summary>
public static partial class NormalizationRules
{
    /// <summary>An error is compared by its type and line; what it says besides is shown only.</summary>
    internal const string ErrorMessage = "error-message";

    /// <summary>All of them, in the order in which they are applied.</summary>
    public static IReadOnlyList<NormalizationRule> BuiltIn { get; } =
    [
        new("line-ends", "CR LF counts as LF.", RuleScope.Everywhere) { Everywhere = LineEnds(), Replacement = "\n" },
        new("timestamps", "A date with a time of day.", RuleScope.Everywhere) { Everywhere = Timestamps() },
        new("ids", "A GUID.", RuleScope.Everywhere) { Everywhere = Guids() },
        new("store", "Where the session is kept: a verification keeps it in a scratch folder.", RuleScope.Everywhere) { Everywhere = Store(), HidesElement = true },
        new("paths", "The folders of an absolute path; the last name counts.", RuleScope.Everywhere) { Everywhere = Folders() },
        new(ErrorMessage, "An error is compared by its type and its line in the cell; its message and trace are only shown.", RuleScope.Everywhere),
        new("sandbox-level", "Which of the levels isolated, confined and filtered this machine has; 'none' is another matter and counts.", RuleScope.Everywhere)
        {
            Everywhere = LevelInPhrase(),
            Marked = Level(),
            HidesElement = true,
            AllowsAbsence = true,
        },
        new("durations", "How long something took.", RuleScope.Marked) { Everywhere = DurationInPhrase(), Marked = Durations() },
        new("memory", "How much memory something took.", RuleScope.Marked) { Everywhere = MemoryInPhrase(), Marked = Memory() },
        new("progress", "How far something is: whether that was shown at all depends on how long it took.", RuleScope.Marked) { HidesElement = true, AllowsAbsence = true },
        new("memory-curve", "A curve of measured memory: that there is one counts, not its course.", RuleScope.Marked) { HidesElement = true },
    ];

    /// <summary>Finds a rule by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="where">Names the place in which it stands, for the message.</param>
    /// <exception cref="NotebookException">There is no rule of that name.</exception>
    public static NormalizationRule Find(string name, string where)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (BuiltIn.FirstOrDefault(rule => rule.Name == name) is { } found)
        {
            return found;
        }

        var names = BuiltIn.Select(rule => rule.Name).ToList();
        var nearest = NearestName.Of(name, names) is { } near ? $" Did you mean '{near}'?" : "";
        throw new NotebookException($"{where}: there is no rule '{(name.Length > 60 ? name[..60] + "…" : name)}'.{nearest} There are: {string.Join(", ", names)}.");
    }

    [GeneratedRegex(@"\r\n", RegexOptions.None, 2000)]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\b(?:\d{4}-\d\d-\d\d[T ]\d\d?:\d\d(?::\d\d(?:\.\d{1,9})?)?|\d\d?/\d\d?/\d{4} \d\d?:\d\d(?::\d\d)?(?: [AP]M)?)(?:Z| UTC| ?[+-]\d\d:?\d\d)?", RegexOptions.None, 2000)]
    private static partial Regex Timestamps();

    [GeneratedRegex(@"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b", RegexOptions.None, 2000)]
    private static partial Regex Guids();

    [GeneratedRegex(@"(?<=journal entr(?:y|ies) in )\S+", RegexOptions.None, 2000)]
    private static partial Regex Store();

    [GeneratedRegex(@"(?<![\w/\\.:~<-])(?:[A-Za-z]:\\|/)(?:[^\s\\/'""<>|:*?,;()]{1,255}[\\/])+", RegexOptions.None, 2000)]
    private static partial Regex Folders();

    // What #!unpack and #!sandbox say of themselves.
    [GeneratedRegex(@"(?<=\(level )(?:isolated|confined|filtered)(?=\))|(?<=^#!sandbox: level )(?:isolated|confined|filtered)\b", RegexOptions.Multiline, 2000)]
    private static partial Regex LevelInPhrase();

    [GeneratedRegex(@"\b(?:isolated|confined|filtered)\b(?: \([^\n]*\)$)?", RegexOptions.Multiline, 2000)]
    private static partial Regex Level();

    // What #!time and #!sandbox say of themselves.
    [GeneratedRegex(@"(?<=^Wall time: )[\d.]+ (?:ms|s|min)$|(?<=^#!sandbox: level \w+, profile \w+: )[\d.]+ \w+(?: \d+ \w+)?, of processor time [\d.]+ \w+(?: \d+ \w+)?", RegexOptions.Multiline, 2000)]
    private static partial Regex DurationInPhrase();

    [GeneratedRegex(@"\b\d+(?:\.\d+)? ?(?:ns|µs|us|ms|s|sec|seconds?|min|minutes?|h|hours?|d|days?)\b(?: \d+ (?:s|min|h)\b)?|\b\d+(?:\.\d+)?:\d\d:\d\d(?:\.\d+)?\b", RegexOptions.None, 2000)]
    private static partial Regex Durations();

    [GeneratedRegex(@"(?<=^#!sandbox: level [^\n]*), at most [\d.]+ [KMGT]?i?B of memory", RegexOptions.Multiline, 2000)]
    private static partial Regex MemoryInPhrase();

    // A card names what was measured, too, which another machine measures otherwise.
    [GeneratedRegex(@"(?:^[^\n:]*memory[^\n:]*: )?\b\d+(?:\.\d+)? [KMGT]?i?B before, [^\n]*(?:now|after)$|(?:, (?:peak|at most) )?\b\d+(?:\.\d+)? ?[KMGT]?i?B\b", RegexOptions.Multiline, 2000)]
    private static partial Regex Memory();
}
