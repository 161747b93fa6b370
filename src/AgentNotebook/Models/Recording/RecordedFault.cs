using System.Net;
using System.Net.Sockets;
using AgentNotebook.Execution;

namespace AgentNotebook.Models.Recording;

/// <summary>An exception as a recording keeps it: what its classification may look at, and no stack.</summary>
/// <param name="Type">Its type's full name.</param>
/// <param name="Message">Its message.</param>
public sealed record RecordedFault(string Type, string Message)
{
    private const int MaximumDepth = 8;

    /// <summary>The HTTP status, when it has one.</summary>
    public int? Status { get; init; }

    /// <summary>How long the endpoint asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What went wrong where no status tells.</summary>
    public ModelFailure? Failure { get; init; }

    /// <summary>The number of a socket's error.</summary>
    public int? SocketError { get; init; }

    /// <summary>Its cause, to a depth of 8.</summary>
    public RecordedFault? Inner { get; init; }

    /// <summary>What is kept of an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="scrub">Applied to each message.</param>
    public static RecordedFault Of(Exception exception, Func<string, string> scrub)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentNullException.ThrowIfNull(scrub);
        return Of(exception, scrub, MaximumDepth);
    }

    /// <summary>An exception that is classified as the one that was kept.</summary>
    public Exception ToException()
    {
        var inner = Inner?.ToException();
        return Type switch
        {
            _ when Is<ModelException>() => new ModelException(Message, Status, RetryAfter, inner) { Failure = Failure },
            _ when Is<WorkerUnavailableException>() => new WorkerUnavailableException(Message, inner),
            _ when Is<SandboxUnavailableException>() => new SandboxUnavailableException(Message, []),
            _ when Is<HttpRequestException>() => new HttpRequestException(Message, inner, (HttpStatusCode?)Status),
            _ when Is<SocketException>() => new SocketException(SocketError ?? 0, Message),
            _ when Is<TimeoutException>() => new TimeoutException(Message, inner),
            _ when Is<TaskCanceledException>() => new TaskCanceledException(Message, inner),
            _ when Is<OperationCanceledException>() => new OperationCanceledException(Message, inner),
            _ when Is<IOException>() => new IOException(Message, inner),
            _ => new RecordedFaultException(Type, Message, inner),
        };
    }

    private bool Is<T>() => Type == typeof(T).FullName;

    private static RecordedFault Of(Exception exception, Func<string, string> scrub, int depth) =>
        new((exception as RecordedFaultException)?.Type ?? exception.GetType().FullName ?? exception.GetType().Name, scrub(exception.Message))
        {
            Status = exception switch { ModelException model => model.Status, HttpRequestException http => (int?)http.StatusCode, _ => null },
            RetryAfter = (exception as ModelException)?.RetryAfter,
            Failure = (exception as ModelException)?.Failure,
            SocketError = (exception as SocketException)?.ErrorCode,
            Inner = exception.InnerException is { } inner && depth > 1 ? Of(inner, scrub, depth - 1) : null,
        };
}
