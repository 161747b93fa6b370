using System.Text.Json;
using System.Text.Json.Serialization;
using AgentNotebook.Display;

namespace AgentNotebook.Cells.Displays;

/// <summary>A named result in an executed notebook, as scrapbook writes it.</summary>
/// <remarks>Format: https://nteract-scrapbook.readthedocs.io/en/latest/models.html, "scraps" and "encoder"; version 1.</remarks>
public static class Scrap
{
    /// <summary>Mime type of a scrap that is any JSON value.</summary>
    public const string JsonMimeType = "application/scrapbook.scrap.json+json";

    /// <summary>Mime type of a scrap that is a text. Scrapbook's own reader would parse a text under the other one as JSON.</summary>
    public const string TextMimeType = "application/scrapbook.scrap.text+json";

    private const int LongestName = 200;
    private const int LongestData = 1 << 20;

    // A number that is none is written as its name, which scrapbook's reader, Python's json, reads as the number again.
    private static readonly JsonSerializerOptions _options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The scrap as something to show.</summary>
    /// <param name="name">1 to 200 characters.</param>
    /// <param name="data">The value.</param>
    /// <exception cref="ArgumentException">The name is empty or too long, or the value has no JSON form or one of more than 1,048,576 characters.</exception>
    internal static MimeBundle Of(string name, object? data)
    {
        if (name is not { Length: > 0 and <= LongestName })
        {
            throw new ArgumentException($"The name of a result has 1 to {LongestName} characters, not {name?.Length ?? 0}: glue(\"accuracy\", value).", nameof(name));
        }

        var json = Write(name, data);
        if (json.Length > LongestData)
        {
            throw new ArgumentException($"The result '{name}' has {json.Length:N0} characters as JSON; at most {LongestData:N0} are kept. Keep large data in a file and its name here.", nameof(data));
        }

        var (mime, encoder) = data is string ? (TextMimeType, "text") : (JsonMimeType, "json");
        return new MimeBundle(new Dictionary<string, string>
        {
            [mime] = $$"""{"data":{{json}},"encoder":"{{encoder}}","name":{{JsonSerializer.Serialize(name)}},"version":1}""",
            [MimeBundle.Text] = $"{name} = {(data as string ?? (json.StartsWith('"') ? JsonSerializer.Deserialize<string>(json) : json))}",
        });
    }

    private static string Write(string name, object? data)
    {
        try
        {
            return JsonSerializer.Serialize(data, data?.GetType() ?? typeof(object), _options);
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The result '{name}' of type {data?.GetType().Name} has no JSON form: {exception.Message} Give a number, a text, or a list of them.", nameof(data), exception);
        }
    }
}
