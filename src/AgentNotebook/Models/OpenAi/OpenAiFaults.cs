using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Sockets;
using System.Text.Json;
using AgentNotebook.Models.Chat;

namespace AgentNotebook.Models.OpenAi;

/// <summary>Turns what the package throws into a fault that holds no key, whatever the server wrote.</summary>
/// <param name="name">What messages call the model.</param>
/// <param name="key">What may stand in none of them.</param>
/// <param name="time">The clock for <c>Retry-After</c>.</param>
internal sealed class OpenAiFaults(string name, ApiKey key, TimeProvider time)
{
    private const int MaximumShown = 500;

    /// <summary>The fault of an exception. It keeps no exception of the package, for those hold the response.</summary>
    public ModelException From(Exception exception) => exception switch
    {
        ModelException known => new ModelException(key.Scrub(known.Message), known.Status, known.RetryAfter) { Failure = known.Failure },
        ClientResultException { Status: > 0 } refused => Refused(refused),
        ClientResultException { InnerException: { } inner } => From(inner),
        AggregateException { InnerException: { } inner } => From(inner),
        HttpRequestException or SocketException or IOException or TimeoutException or OperationCanceledException => ChatFaults.From(Clean(exception), name),
        _ => new ModelException($"The endpoint of the model '{name}' sent what is not of the protocol: {Shown(exception.Message)}") { Failure = ModelFailure.ProtocolViolation },
    };

    /// <summary>The fault that an endpoint reports in the middle of a stream that had begun well.</summary>
    /// <param name="error">The object <c>error</c>, as JSON.</param>
    public ModelException Reported(ReadOnlyMemory<byte> error)
    {
        var (message, code, _) = Parse(BinaryData.FromString($"{{\"error\":{System.Text.Encoding.UTF8.GetString(error.Span)}}}"));
        int? status = int.TryParse(code, out var number) && number is >= 400 and <= 599 ? number : null;
        return new ModelException($"The endpoint of the model '{name}' broke off with an error: {Shown(message)}", status) { Failure = status is null ? ModelFailure.StreamCut : null };
    }

    /// <summary>Whether a refusal is about the temperature, which some models let nobody choose.</summary>
    public static bool IsAboutTemperature(Exception exception) =>
        exception is ClientResultException { Status: 400 } refused && Body(refused) is { } body && Parse(body) is var (message, _, param) && (param == "temperature" || message.Contains("'temperature'", StringComparison.Ordinal));

    private ModelException Refused(ClientResultException refused)
    {
        var response = refused.GetRawResponse();
        var (message, code, _) = Body(refused) is { } body ? Parse(body) : ("", null, null);
        var wait = Header(response, "retry-after-ms") is { } text && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and <= 86_400_000
            ? TimeSpan.FromMilliseconds(milliseconds)
            : ChatFaults.RetryAfter(Header(response, "Retry-After"), time.GetUtcNow());
        var said = message.Length == 0 ? "." : $": {Shown(message)}";
        return new ModelException($"The endpoint of the model '{name}' answered {refused.Status}{said}{Hint(refused.Status)}", refused.Status, wait)
        {
            Failure = code is "content_filter" or "content_policy_violation" ? ModelFailure.ContentRefused : null,
        };
    }

    private static string Hint(int status) => status switch
    {
        401 or 403 => " Is the key in the environment variable the right one, and does it hold for this model?",
        404 => " Is the name of the model right, and the address of the endpoint? It usually ends in /v1.",
        _ => "",
    };

    private static string? Header(PipelineResponse? response, string name) => response?.Headers.TryGetValue(name, out var value) == true ? value : null;

    private static BinaryData? Body(ClientResultException refused)
    {
        try
        {
            return refused.GetRawResponse()?.Content;
        }
        catch (InvalidOperationException)
        {
            // Nobody has read it, and it is too late to.
            return null;
        }
    }

    /// <summary>Reads <c>{"error": {"message": …, "code": …, "param": …}}</c>, or <c>{"error": "…"}</c>; anything else is itself the message.</summary>
    private static (string Message, string? Code, string? Param) Parse(BinaryData body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var error))
            {
                return error.ValueKind == JsonValueKind.Object ? (Text(error, "message") ?? error.ToString(), Text(error, "code"), Text(error, "param")) : (error.ToString(), null, null);
            }
        }
        catch (JsonException)
        {
            // A proxy's page, or text.
        }

        return (body.ToString(), null, null);
    }

    private static string? Text(JsonElement element, string property) => element.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;

    // Scrubbed before it is cut, or a part of the key could stay at the cut.
    private string Shown(string text)
    {
        var clean = new string([.. key.Scrub(text).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return clean.Length <= MaximumShown ? clean : clean[..MaximumShown] + "…";
    }

    // Some messages of the network quote what came, such as a status line.
    private Exception Clean(Exception exception) => !key.IsIn(exception.ToString()) ? exception : exception is HttpRequestException ? new HttpRequestException(Shown(exception.Message)) : new IOException(Shown(exception.Message), new SocketException((int)SocketError.ConnectionReset));
}
