using System.Text.RegularExpressions;

namespace AgentNotebook.Tool.Tests.Support;

/// <summary>A command that a page quotes.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">Its line there, counted from 1.</param>
/// <param name="Text">The command, without its comment; a synopsis with the lines that continue it.</param>
/// <param name="IsInline">Whether it stands in running text, and not in a block of its own.</param>
/// <param name="ExitCode">What its comment says it exits with; 0 when it says nothing.</param>
internal sealed partial record QuotedCommand(string Page, int Line, string Text, bool IsInline, int ExitCode)
{
    /// <summary>Whether it shows what may be typed, rather than something to type.</summary>
    public bool IsSynopsis => Placeholder().IsMatch(Text);

    /// <summary>Its words, those in quotes as one.</summary>
    public string[] Words => [.. Word().Matches(Text).Select(word => word.Value.Trim('"'))];

    /// <summary>The commands of a synopsis, such as <c>sessions show</c>: one that is said with <c>|</c> in one line has several.</summary>
    public IEnumerable<string[]> Commands
    {
        get
        {
            var bare = Brackets().Replace(Text, " ");
            var parts = bare.Split('|').Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
            var group = parts[0].Skip(1).TakeWhile(IsName).Take(2).ToArray();
            return parts.Skip(1).Where(part => part.Length > 0 && IsName(part[0])).Select(part => (string[])[group[0], part[0]]).Prepend(group);
        }
    }

    /// <summary>The options it names.</summary>
    public IEnumerable<string> Options => Option().Matches(Text).Select(option => option.Value).Distinct();

    /// <summary>The commands in the fenced blocks of a page, and those in its running text.</summary>
    public static IEnumerable<QuotedCommand> Of(string page, string text)
    {
        string? fence = null;
        var quoted = new List<QuotedCommand>();
        foreach (var (line, number) in text.ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line, index + 1)))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                fence = fence is null ? line.Trim()[3..] : null;
            }
            else if (fence is null)
            {
                quoted.AddRange(Inline().Matches(line).Select(inline => new QuotedCommand(page, number, inline.Groups[1].Value, IsInline: true, 0)));
            }
            else if (fence == "" && Program().IsMatch(line))
            {
                var comment = Comment().Match(line);
                quoted.Add(new QuotedCommand(page, number, Comment().Replace(line, "").Trim(), IsInline: false, comment.Success && ExitsWith().Match(comment.Value) is { Success: true } said ? int.Parse(said.Groups[1].Value) : 0));
            }
            else if (fence == "" && line.StartsWith(' ') && quoted.Count > 0 && quoted[^1].IsSynopsis)
            {
                quoted[^1] = quoted[^1] with { Text = $"{quoted[^1].Text} {line.Trim()}" };
            }
        }

        return quoted;
    }

    private static bool IsName(string word) => Name().IsMatch(word);

    [GeneratedRegex(@"[\[\]…|]|(?<![\w./-])[A-Z]{2,}\b")]
    private static partial Regex Placeholder();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"--[a-z][a-z0-9-]*")]
    private static partial Regex Option();

    [GeneratedRegex("`(agentnb [^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^(agentnb|dotnet|\S+/agentnb) ")]
    private static partial Regex Program();

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"exits with (\d)")]
    private static partial Regex ExitsWith();

    [GeneratedRegex(@"^[a-z][a-z-]*$")]
    private static partial Regex Name();
}
