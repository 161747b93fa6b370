using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models.Recording;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Replay;

/// <summary>The recording of a run, read and found well formed.</summary>
internal sealed class RunRecording
{
    /// <summary>The lines of such a recording.</summary>
    public static RecordingFormat Format { get; } = new("agentnb run recording", 1, new Dictionary<string, Type>
    {
        [HeaderLine.LineKind] = typeof(HeaderLine),
        [ModelCallLine.LineKind] = typeof(ModelCallLine),
        [OutcomeLine.LineKind] = typeof(OutcomeLine),
        [GpuLine.LineKind] = typeof(GpuLine),
        [JournalLine.LineKind] = typeof(JournalLine),
        [ResumedLine.LineKind] = typeof(ResumedLine),
        [EndLine.LineKind] = typeof(EndLine),
    });

    private RunRecording(string file, RecordingText text, HeaderLine header, RunRequest request) =>
        (File, Text, Header, Request) = (file, text, header, request);

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>What was read.</summary>
    public RecordingText Text { get; }

    /// <summary>Its first line.</summary>
    public HeaderLine Header { get; }

    /// <summary>What the run was started with.</summary>
    public RunRequest Request { get; }

    /// <summary>The entries that were appended, in order, with their times.</summary>
    public IEnumerable<(RecordedEntry Entry, long Time)> Entries =>
        Text.Lines.OfType<JournalLine>().SelectMany(line => line.Entries.Select(entry => (entry, line.Time)));

    /// <summary>Reads a recording.</summary>
    /// <exception cref="RecordingException">It cannot be read; the message names the line.</exception>
    public static RunRecording Read(string file, RecordingLimits? limits = null) => Check(file, RecordingReader.Read(file, Format, limits));

    /// <summary>Checks what the lines say together.</summary>
    internal static RunRecording Check(string file, RecordingText text)
    {
        if (text.Lines[0] is not HeaderLine header)
        {
            throw Wrong(1, $"is a '{text.Lines[0].Kind}', not the header");
        }

        for (var i = 1; i < text.Lines.Count; i++)
        {
            if (WhyNot(text.Lines[i], text.Lines[i - 1]) is { } reason)
            {
                throw Wrong(i + 1, reason);
            }
        }

        try
        {
            var payload = new JsonObject { ["request"] = JsonObject.Create(header.Request) }.ToJsonString();
            var started = (RunStarted)RunEventCodec.Decode(new JournalEntry(0, default, "", "run-started", 1, payload))!;
            return started.Request is { Models.Model: not null, Brief.Task: not null } request
                ? new RunRecording(file, text, header, request)
                : throw new JsonException("It names no model or no task.");
        }
        catch (Exception exception) when (exception is SessionStoreException or JsonException or InvalidOperationException)
        {
            throw Wrong(1, $"has no request that can be read: {exception.Message}");
        }

        RecordingException Wrong(int line, string what) =>
            new($"Line {line} of the recording {file} {what}. Record the run anew, or restore a copy of the file.");
    }

    private static string? WhyNot(RecordingLine line, RecordingLine before)
    {
        if (before is EndLine && line is not ResumedLine)
        {
            return $"is a '{line.Kind}' after the run has come to rest";
        }

        try
        {
            switch (line)
            {
                case HeaderLine:
                    return "is a second header";
                case ModelCallLine call when ReplayingModel.WhyNot(call) is { } reason:
                    return $"is no exchange with a model: {reason}";
                case JournalLine { Entries.Count: 0 }:
                    return "appends nothing";
                case JournalLine journal:
                    foreach (var entry in journal.Entries)
                    {
                        _ = entry.Event();
                    }

                    return null;
                case ResumedLine resumed:
                    _ = AnswerOf(resumed);
                    return null;
                default:
                    return null;
            }
        }
        catch (SessionStoreException exception)
        {
            return $"holds an entry that cannot be read: {exception.Message}";
        }
    }

    /// <summary>What a person had to say when the run was resumed.</summary>
    public static HumanAnswered? AnswerOf(ResumedLine resumed) => resumed.Answer is { } answer
        ? (HumanAnswered)RunEventCodec.Decode(new JournalEntry(0, default, "", "human-answered", 1, answer.GetRawText()))!
        : null;
}
