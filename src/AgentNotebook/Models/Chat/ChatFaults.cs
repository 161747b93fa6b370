using System.ClientModel;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace AgentNotebook.Models.Chat;

/// <summary>Turns what chat clients throw into the one exception that a run understands.</summary>
internal static class ChatFaults
{
    /// <summary>The fault of an exception.</summary>
    /// <param name="exception">What a client threw, ours or one of notebook code.</param>
    /// <param name="name">What messages call the model.</param>
    public static ModelException From(Exception exception, string name) => exception switch
    {
        ModelException known => known,
        ClientResultException { Status: > 0 } refused => new($"The endpoint of the model '{name}' answered {refused.Status}: {refused.Message}", refused.Status),
        HttpRequestException { StatusCode: { } status } => new($"The endpoint of the model '{name}' answered {(int)status}.", (int)status, inner: exception),
        OperationCanceledException => new($"The client of the model '{name}' broke the call off by itself.", inner: new TimeoutException(exception.Message, exception)) { Failure = ModelFailure.Stalled },
        JsonException => new($"The endpoint of the model '{name}' sent what is not JSON of the protocol: {exception.Message}", inner: exception) { Failure = ModelFailure.ProtocolViolation },
        HttpIOException or IOException { InnerException: SocketException } => new($"The connection to the model '{name}' ended in the middle of the reply: {exception.Message}", inner: exception) { Failure = ModelFailure.StreamCut },
        HttpRequestException or SocketException or TimeoutException => new($"The model '{name}' cannot be reached: {exception.Message}", inner: exception),
        _ => new($"The client of the model '{name}' failed: {exception.GetType().Name}: {exception.Message}", inner: exception),
    };

    /// <summary>The wait that a response asks for.</summary>
    /// <param name="header">The value of <c>Retry-After</c>, in seconds or as a date (RFC 9110, section 10.2.3).</param>
    /// <param name="now">The time it is.</param>
    /// <returns>Never less than nothing, nor more than a day; <see langword="null"/> when the value is neither.</returns>
    public static TimeSpan? RetryAfter(string? header, DateTimeOffset now)
    {
        if (!RetryConditionHeaderValue.TryParse(header, out var value) || (value.Delta ?? value.Date - now) is not { } wait)
        {
            return null;
        }

        return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, TimeSpan.TicksPerDay));
    }
}
