using System.Text.Json;

namespace AgentNotebook.Polyglot.Tests;

/// <summary>
/// Protocol lines of a session with <c>dotnet-interactive stdio</c> in which the extension was loaded from its package. Values other than plain
/// text are kept to their beginning, ids of displayed values are numbered.
/// </summary>
internal static class RecordedSession
{
    /// <summary>The engine that was recorded.</summary>
    private const string Engine = "dotnet-interactive-1.0.712001";

    /// <summary>Each command that was sent, with the events that came back.</summary>
    public static IReadOnlyList<RecordedCommand> Read()
    {
        var commands = new List<(JsonElement Sent, List<JsonElement> Events)>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", Engine + ".jsonl")))
        {
            var read = JsonDocument.Parse(line).RootElement;
            if (read.TryGetProperty("send", out var sent))
            {
                commands.Add((sent, []));
            }
            else
            {
                commands[^1].Events.Add(read);
            }
        }

        return [.. commands.Select(command => new RecordedCommand(
            command.Sent.GetProperty("commandType").GetString()!,
            command.Sent.GetProperty("command").TryGetProperty("code", out var code) ? code.GetString()! : "",
            command.Events))];
    }
}
