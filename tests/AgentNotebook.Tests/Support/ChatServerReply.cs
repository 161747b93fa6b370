using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentNotebook.Tests.Support;

/// <summary>One request at a <see cref="ChatServer"/>, and the means to answer it, well or badly.</summary>
public sealed class ChatServerReply(ChatServerRequest request, NetworkStream stream, Socket socket, CancellationToken stop)
{
    public ChatServerRequest Request => request;

    /// <summary>The server's end: for behaviours that wait.</summary>
    public CancellationToken Stop => stop;

    /// <summary>A refusal in the words of the protocol.</summary>
    public Task RefuseAsync(int status, string message, string code = "", string param = "", params string[] headers) =>
        WriteAsync(Head(status, "application/json", headers) + JsonSerializer.Serialize(new { error = new { message, type = "error", param, code } }));

    /// <summary>Begins a stream of events; the connection ends it.</summary>
    public Task BeginAsync(string contentType = "text/event-stream", params string[] headers) => WriteAsync(Head(200, contentType, headers));

    /// <summary>One piece of text.</summary>
    public Task SayAsync(string text) => EventAsync(Chunk(new JsonObject { ["content"] = text }, null));

    /// <summary>A refusal of the model itself.</summary>
    public Task DeclineAsync(string text) => EventAsync(Chunk(new JsonObject { ["refusal"] = text }, null));

    /// <summary>The last piece, with the reason, and what was counted if it was.</summary>
    public async Task FinishAsync(string reason = "stop", int? input = null, int? output = null)
    {
        await EventAsync(Chunk([], reason));
        if (input is not null)
        {
            var counted = Chunk(null, null);
            counted["usage"] = new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = input + output };
            await EventAsync(counted);
        }

        await DoneAsync();
    }

    public Task DoneAsync() => WriteAsync("data: [DONE]\n\n");

    public Task EventAsync(JsonNode data) => WriteAsync($"data: {data.ToJsonString()}\n\n");

    /// <summary>A whole reply in pieces of a few characters.</summary>
    public async Task ReplyAsync(string text, string reason = "stop", int? input = 100, int? output = 50)
    {
        await BeginAsync();
        foreach (var piece in text.Chunk(7))
        {
            await SayAsync(new string(piece));
        }

        await FinishAsync(reason, input, output);
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task WriteAsync(byte[] bytes) => stream.WriteAsync(bytes, stop).AsTask();

    /// <summary>Breaks the connection off without a farewell.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>A piece of the protocol.</summary>
    /// <param name="delta">What is new; <see langword="null"/> for a piece without choices.</param>
    /// <param name="reason">Why the reply ends; <see langword="null"/> while it goes on.</param>
    public static JsonObject Chunk(JsonObject? delta, string? reason) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion.chunk",
        ["created"] = 1_900_000_000,
        ["model"] = "test-1-2030",
        ["choices"] = delta is null ? [] : new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = reason }),
    };

    private static string Head(int status, string contentType, string[] headers) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Told\r\nContent-Type: {contentType}\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");
}
