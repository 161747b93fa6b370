using System.Text.Json;

namespace AgentNotebook.Models.OpenAi;

/// <summary>The key of an endpoint: sent in one header, and taken out of everything that comes back.</summary>
internal sealed class ApiKey
{
    /// <summary>What stands where the key stood.</summary>
    public const string Mark = "[key]";

    /// <summary>The shortest key that is taken out of texts. What is shorter is no secret (local servers are given words such as <c>none</c>), and taking it out would garble replies.</summary>
    public const int Shortest = 8;

    private readonly IReadOnlyList<string> _forms;

    /// <param name="value">The key; empty for an endpoint that needs none.</param>
    public ApiKey(string value)
    {
        Value = value;
        _forms = value.Length < Shortest ? [] : [.. new[] { value, JsonEncodedText.Encode(value).ToString(), Uri.EscapeDataString(value) }.Distinct().OrderByDescending(form => form.Length)];
    }

    /// <summary>The key itself, for the header alone.</summary>
    public string Value { get; }

    public bool IsSecret => _forms.Count > 0;

    /// <summary>The text without the key, as it is and as JSON and URLs write it.</summary>
    public string Scrub(string text) => _forms.Aggregate(text, (scrubbed, form) => scrubbed.Replace(form, Mark, StringComparison.OrdinalIgnoreCase));

    public bool IsIn(string text) => _forms.Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Mark;
}
