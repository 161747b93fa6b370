using System.Text.RegularExpressions;

namespace AgentNotebook.Models.Chat;

/// <summary>A prompt: a text of the folder <c>Prompts</c> with places that are named <c>{{so}}</c>.</summary>
internal sealed partial class PromptTemplate
{
    private readonly string _text;

    private PromptTemplate(string text) => _text = text;

    /// <summary>The names of its places, each once.</summary>
    public IReadOnlySet<string> Places => Place().Matches(_text).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>Reads a prompt out of this assembly.</summary>
    /// <param name="name">The name of its file, without ending.</param>
    public static PromptTemplate Load(string name)
    {
        using var stream = typeof(PromptTemplate).Assembly.GetManifestResourceStream($"prompts/{name}.md")
            ?? throw new InvalidOperationException($"This build lacks the prompt '{name}'.");
        using var reader = new StreamReader(stream);
        return new PromptTemplate(reader.ReadToEnd().ReplaceLineEndings("\n").Trim());
    }

    /// <summary>Fills every place, in one pass: what is filled in is not looked at again, so no value can name another.</summary>
    /// <exception cref="InvalidOperationException">A place has no value.</exception>
    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        var filled = Place().Replace(_text, match => values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new InvalidOperationException($"A prompt has the place '{match.Groups[1].Value}', for which there is no value."));
        return filled.Trim() + "\n";
    }

    [GeneratedRegex(@"\{\{([a-z]+)\}\}")]
    private static partial Regex Place();
}
