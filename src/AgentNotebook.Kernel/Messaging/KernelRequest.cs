namespace AgentNotebook.Kernel.Messaging;

/// <summary>A request under way: its message, and the ways to answer it.</summary>
/// <param name="message">The message.</param>
/// <param name="channel">The channel it came on, where its reply goes.</param>
/// <param name="iopub">Where everything is published.</param>
internal sealed class KernelRequest(JupyterMessage message, RequestChannel channel, IopubChannel iopub)
{
    private const string RequestSuffix = "_request";

    /// <summary>The message.</summary>
    public JupyterMessage Message => message;

    /// <summary>Whether a reply is expected: a comm's messages get none.</summary>
    public bool ExpectsReply => message.Type.EndsWith(RequestSuffix, StringComparison.Ordinal);

    /// <summary>Answers the front end that asked.</summary>
    /// <param name="content">The reply's content, with its status.</param>
    /// <param name="buffers">Binary data beside it.</param>
    public Task ReplyAsync(JsonBody content, IReadOnlyList<ReadOnlyMemory<byte>>? buffers = null) =>
        channel.SendAsync(message.Identities, message.Type[..^RequestSuffix.Length] + "_reply", message.Header, content, buffers);

    /// <summary>Answers with <c>status: ok</c> and what else there is.</summary>
    public Task ReplyOkAsync(JsonBody? content = null) => ReplyAsync(writer =>
    {
        writer.WriteString("status", "ok");
        content?.Invoke(writer);
    });

    /// <summary>Answers that the request failed.</summary>
    /// <param name="name">What kind of error it is.</param>
    /// <param name="text">What is wrong and the way out.</param>
    public Task ReplyErrorAsync(string name, string text) => ReplyAsync(writer =>
    {
        writer.WriteString("status", "error");
        writer.WriteString("ename", name);
        writer.WriteString("evalue", text);
        writer.WriteStartArray("traceback");
        writer.WriteEndArray();
    });

    /// <summary>Tells all front ends something that belongs to this request.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="content">Its content.</param>
    /// <param name="metadata">Its metadata; <see langword="null"/> for none.</param>
    /// <param name="buffers">Binary data beside the content.</param>
    /// <param name="size">About how many bytes the content has, where that is known to be many.</param>
    public void Publish(string type, JsonBody content, JsonBody? metadata = null, IReadOnlyList<ReadOnlyMemory<byte>>? buffers = null, int size = 0) =>
        iopub.Publish(type, message.Header, content, metadata, buffers, size);
}
