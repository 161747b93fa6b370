using System.Text.RegularExpressions;

namespace AgentNotebook.Models.Chat;

/// <summary>A reply cut into the sections of its headings.</summary>
/// <remarks>
/// Headings and fences are those of CommonMark (sections 4.2 and 4.5), as far as they are needed: a heading has two number signs, and none is
/// looked for between fences, so that code may hold any line. Thoughts that a local model writes before its reply, between
/// <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>, are left out.
/// </remarks>
internal sealed partial class ReplyDocument
{
    private const string ThoughtsBegin = "<think>";
    private const string ThoughtsEnd = "</think>";

    private readonly Dictionary<string, ReplySection> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<string> _known;

    private ReplyDocument(IReadOnlyList<string> known) => _known = known;

    /// <summary>Cuts a reply.</summary>
    /// <param name="reply">What the model wrote.</param>
    /// <param name="known">The headings it may have.</param>
    /// <exception cref="MalformedReplyException">It has another heading, one twice, text before the first, or a fence that is not closed.</exception>
    public static ReplyDocument Parse(string reply, params string[] known)
    {
        var document = new ReplyDocument(known);
        string? heading = null;
        List<string> lines = [];
        var (fence, opened, number) = ("", 0, 0);
        foreach (var line in WithoutThoughts(reply.ReplaceLineEndings("\n")).Split('\n'))
        {
            number++;
            if (fence.Length > 0)
            {
                fence = ClosesFence(line, fence) ? "" : fence;
            }
            else if (OpeningFence(line) is { } opening)
            {
                (fence, opened) = (opening, number);
            }
            else if (HeadingOf(line) is { } next)
            {
                document.Add(heading, lines);
                (heading, lines) = (next, []);
                continue;
            }

            lines.Add(line);
        }

        if (fence.Length > 0)
        {
            throw new MalformedReplyException($"The fenced block that begins in line {opened} is not closed.");
        }

        document.Add(heading, lines);
        return document;
    }

    /// <summary>Whether it has a heading.</summary>
    public bool Has(string heading) => _sections.ContainsKey(heading);

    /// <summary>The section of a heading.</summary>
    /// <exception cref="MalformedReplyException">It is missing.</exception>
    public ReplySection Section(string heading) => _sections.GetValueOrDefault(heading)
        ?? throw new MalformedReplyException($"The heading '## {heading}' is missing.");

    /// <summary>The text of a section.</summary>
    /// <exception cref="MalformedReplyException">It is missing or empty.</exception>
    public string Text(string heading) => Section(heading).Text is { Length: > 0 } text
        ? text
        : throw new MalformedReplyException($"Nothing stands under '## {heading}'.");

    /// <summary>The code of a section: its one fenced block.</summary>
    /// <exception cref="MalformedReplyException">The section is missing, or is anything but one fenced block that is not empty.</exception>
    public string Code(string heading)
    {
        var section = Section(heading);
        return section switch
        {
            { Blocks: [] } => throw new MalformedReplyException($"Under '## {heading}' there is no fenced block."),
            { Blocks.Count: > 1 } => throw new MalformedReplyException($"Under '## {heading}' there are {section.Blocks.Count} fenced blocks, and only one is wanted."),
            { Outside.Length: > 0 } => throw new MalformedReplyException($"Under '## {heading}' there is text outside the fenced block."),
            _ when section.Blocks[0].Trim().Length == 0 => throw new MalformedReplyException($"The fenced block under '## {heading}' is empty."),
            _ => section.Blocks[0],
        };
    }

    private void Add(string? heading, List<string> lines)
    {
        var text = string.Join('\n', lines).Trim();
        if (heading is null)
        {
            if (text.Length > 0)
            {
                throw new MalformedReplyException($"There is text before the first heading. The reply has to begin with '## {_known[0]}'.");
            }

            return;
        }

        var name = _known.FirstOrDefault(known => known.Equals(heading, StringComparison.OrdinalIgnoreCase))
            ?? throw new MalformedReplyException($"The heading '## {(heading.Length > 60 ? heading[..60] + "…" : heading)}' was not asked for; the headings are {string.Join(", ", _known.Select(known => $"'## {known}'"))}.");
        var (blocks, outside) = Blocks(lines);
        if (!_sections.TryAdd(name, new ReplySection(name, text, blocks, outside)))
        {
            throw new MalformedReplyException($"The heading '## {name}' stands there twice.");
        }
    }

    private static (IReadOnlyList<string> Blocks, string Outside) Blocks(List<string> lines)
    {
        List<string> blocks = [], block = [], rest = [];
        var fence = "";
        foreach (var line in lines)
        {
            if (fence.Length == 0)
            {
                fence = OpeningFence(line) ?? "";
                if (fence.Length == 0)
                {
                    rest.Add(line);
                }
            }
            else if (ClosesFence(line, fence))
            {
                blocks.Add(string.Join('\n', block));
                block = [];
                fence = "";
            }
            else
            {
                block.Add(line);
            }
        }

        return (blocks, string.Join('\n', rest).Trim());
    }

    private static string? HeadingOf(string line)
    {
        var bare = line.TrimStart(' ');
        return line.Length - bare.Length <= 3 && (bare.StartsWith("## ", StringComparison.Ordinal) || bare.StartsWith("##\t", StringComparison.Ordinal))
            ? bare[2..].Trim().TrimEnd(':').TrimEnd()
            : null;
    }

    private static string? OpeningFence(string line) => Fences().Match(line) is { Success: true } match ? match.Groups[1].Value : null;

    private static bool ClosesFence(string line, string fence)
    {
        var trimmed = line.Trim();
        return trimmed.Length >= fence.Length && trimmed.All(c => c == fence[0]) && line.TakeWhile(c => c == ' ').Count() <= 3;
    }

    private static string WithoutThoughts(string reply)
    {
        var text = reply.TrimStart();
        if (!text.StartsWith(ThoughtsBegin, StringComparison.Ordinal))
        {
            return reply;
        }

        var end = text.IndexOf(ThoughtsEnd, StringComparison.Ordinal);
        return end >= 0 ? text[(end + ThoughtsEnd.Length)..] : throw new MalformedReplyException($"The reply is all thought: '{ThoughtsEnd}' is missing, and nothing comes after it.");
    }

    [GeneratedRegex(@"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")]
    private static partial Regex Fences();
}
