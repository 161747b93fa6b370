using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary>Answers one kind of message.</summary>
internal interface IRequestHandler
{
    /// <summary>The kind, such as <c>execute_request</c>.</summary>
    string Type { get; }

    /// <summary>Does what is asked and replies. Around it the kernel publishes that it is busy, and idle again.</summary>
    /// <exception cref="RequestException">What is asked for is not there or does not fit.</exception>
    Task HandleAsync(KernelRequest request, CancellationToken cancellationToken);
}
