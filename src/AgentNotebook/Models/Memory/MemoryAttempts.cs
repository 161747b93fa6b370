using System.Globalization;
using System.Text;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Models.Memory;

/// <summary>The attempts of a memory as text: newest whole, older as a line, oldest left out.</summary>
/// <param name="attempts">Oldest first.</param>
internal sealed class MemoryAttempts(IReadOnlyList<MemoryAttempt> attempts)
{
    private const string Heading = "## Attempts\n";
    private const int IntentLength = 160;
    private const int FailureLength = 240;

    private readonly string[] _whole = [.. attempts.Select(Whole)];

    /// <summary>Characters all of them take whole.</summary>
    public long FullLength => attempts.Count == 0 ? 0 : Heading.Length + _whole.Sum(text => (long)text.Length);

    /// <summary>The section in at most <paramref name="room"/> characters; empty where not even a line has room.</summary>
    public string Fit(int room)
    {
        if (attempts.Count == 0 || FullLength <= room)
        {
            return attempts.Count == 0 ? "" : Heading + string.Concat(_whole);
        }

        room -= Heading.Length + LeftOut(attempts.Count).Length;
        var shown = new string?[attempts.Count];
        // The newest has the first right, then a line for each, then whole ones again: none is whole that is older than one that is not.
        Take(^1, MemorySection.Shorten(_whole[^1], room));
        for (var index = attempts.Count - 2; index >= 0 && Take(index, Brief(attempts[index])); index--)
        {
        }

        for (var index = attempts.Count - 2; index >= 0 && shown[index] is not null && Take(index, _whole[index]); index--)
        {
        }

        var left = shown.Count(text => text is null);
        return left == attempts.Count ? "" : Heading + LeftOut(left) + string.Concat(shown);

        bool Take(Index index, string text)
        {
            var more = text.Length - (shown[index]?.Length ?? 0);
            if (text.Length == 0 || more > room)
            {
                return false;
            }

            shown[index] = text;
            room -= more;
            return true;
        }
    }

    private static string Whole(MemoryAttempt attempt)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"### Attempt {attempt.Number}\n"));
        Add("Intent", attempt.Intent);
        Add("Failed", attempt.Failure);
        Add("Diagnosis", attempt.Diagnosis);
        return text.Append("Code:\n```csharp\n").Append(attempt.Code.ReplaceLineEndings("\n").TrimEnd('\n')).Append("\n```\n").ToString();

        void Add(string name, string said)
        {
            if (!string.IsNullOrWhiteSpace(said))
            {
                text.Append(name).Append(": ").Append(said.ReplaceLineEndings("\n").Trim('\n')).Append('\n');
            }
        }
    }

    private static string Brief(MemoryAttempt attempt)
    {
        var intent = string.IsNullOrWhiteSpace(attempt.Intent) ? "" : $"{Line(attempt.Intent, IntentLength)} — ";
        var failure = string.IsNullOrWhiteSpace(attempt.Failure) ? "succeeded" : $"failed: {Line(attempt.Failure, FailureLength)}";
        return string.Create(CultureInfo.InvariantCulture, $"- Attempt {attempt.Number}: {intent}{failure}\n");
    }

    private static string Line(string text, int most)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return Cut.Text(line, most);
    }

    private static string LeftOut(int count) => count switch
    {
        0 => "",
        1 => "(1 earlier attempt left out)\n",
        _ => string.Create(CultureInfo.InvariantCulture, $"({count} earlier attempts left out)\n"),
    };
}
