using System.Text.Json;
using AgentNotebook.Agents.Events;
using AgentNotebook.Execution;
using AgentNotebook.Models.Recording;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Replay;

/// <summary>A recording with a place in it. Once the replay has diverged from it, it says so again to everything that asks.</summary>
internal sealed class ReplayTape(RunRecording recording)
{
    private const int MostQuoted = 160;

    private readonly List<string> _notes = [];
    private readonly List<AgentState> _path = [];
    private Exception? _stopped;
    private int _next = 1;

    /// <summary>Where the run is, as far as it was replayed.</summary>
    public AgentState State => _path.Count == 0 ? AgentState.Ready : _path[^1];

    /// <summary>The time of the last entry that was replayed.</summary>
    public DateTimeOffset Time { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>What differs from the recording without being the run's doing.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>What was recorded next; <see langword="null"/> where a process ended.</summary>
    public RecordingLine? Next => Peek(_next);

    /// <summary>How the run is resumed after what is being replayed; <see langword="null"/> when it is not.</summary>
    public ResumedLine? NextResumption => recording.Text.Lines.Skip(_next).OfType<ResumedLine>().FirstOrDefault();

    /// <summary>Whether the run was interrupted right here.</summary>
    public bool IsInterruptedHere
    {
        get
        {
            return NextEntries.Any(entry => entry.Kind == "transition" && entry.Event() is Transitioned { Trigger: AgentTrigger.Cancel });
        }
    }

    /// <summary>What was appended next, if nothing but readings of GPU memory came before it; empty otherwise.</summary>
    public IReadOnlyList<RecordedEntry> NextEntries
    {
        get
        {
            var at = _next;
            while (Peek(at) is GpuLine)
            {
                at++;
            }

            return (Peek(at) as JournalLine)?.Entries ?? [];
        }
    }

    private int Step => _path.Count + 1;

    public static string Quote(string? text)
    {
        var line = (text ?? "").ReplaceLineEndings(" ");
        return line.Length == 0 ? "empty" : $"'{(line.Length <= MostQuoted ? line : line[..MostQuoted] + "…")}'";
    }

    public void ThrowIfStopped()
    {
        if (_stopped is not null)
        {
            throw _stopped;
        }
    }

    /// <summary>The next line, which has to be of this kind.</summary>
    /// <param name="now">What happens now, for the message when it is not.</param>
    public T Expect<T>(string now)
        where T : RecordingLine
    {
        ThrowIfStopped();
        return Next switch
        {
            T line => line,
            null => throw (_stopped = Ended()),
            { } other => throw Diverge(Describe(other), now),
        };
    }

    public void Advance() => _next++;

    /// <summary>Goes on behind the line that says how the run was resumed.</summary>
    public void Resume(ResumedLine resumed)
    {
        while (!ReferenceEquals(recording.Text.Lines[_next++], resumed))
        {
        }

        _stopped = null;
    }

    /// <summary>Holds entries that are about to be appended to those that were.</summary>
    public DateTimeOffset Compare(IReadOnlyList<JournalDraft> drafts)
    {
        var line = Expect<JournalLine>($"{Describe(RecordedEntry.Of(drafts[^1]))}");
        for (var i = 0; i < Math.Max(line.Entries.Count, drafts.Count); i++)
        {
            var (then, now) = (line.Entries.ElementAtOrDefault(i), i < drafts.Count ? RecordedEntry.Of(drafts[i]) : null);
            if (then is null || now is null || then.Kind != now.Kind || then.Version != now.Version)
            {
                throw Diverge(then is null ? "nothing more happened" : Describe(then), now is null ? "nothing more happens" : Describe(now));
            }

            if (then.Hash != now.Hash)
            {
                var difference = then.Payload is { } one && now.Payload is { } other ? JsonDifference.First(one, other) : null;
                throw difference is { } found
                    ? Diverge($"{found.Path} of '{then.Kind}' was {Quote(found.Left)}", $"it is {Quote(found.Right)}")
                    : Diverge($"'{then.Kind}' had other content, too large to be in the recording", $"{Describe(now)}");
            }
        }

        return EntryTime.FromMicroseconds(line.Time);
    }

    /// <summary>Takes note of entries that were appended.</summary>
    public void Appended(IReadOnlyList<JournalDraft> drafts, DateTimeOffset time)
    {
        Advance();
        Time = time;
        foreach (var draft in drafts.Where(draft => draft.Kind is "transition" or "run-rewound"))
        {
            switch (RecordedEntry.Of(draft).Event())
            {
                case Transitioned moved:
                    _path.Add(moved.To);
                    break;
                case RunRewound rewound:
                    _path.RemoveRange(rewound.Step, _path.Count - rewound.Step);
                    break;
            }
        }

        if (Next is EndLine)
        {
            Advance();
        }
        else if (TransitionTable.IsResting(State) && Next is { } more)
        {
            throw Diverge(Describe(more), $"the run has come to rest ({State})");
        }
    }

    public void NoteLevel(SandboxLevel? recorded, SandboxLevel now)
    {
        var note = $"Recorded at the sandbox level {recorded?.ToString().ToLowerInvariant()}, replayed at {now.ToString().ToLowerInvariant()}.";
        if (recorded is not null && recorded != now && !_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }

    /// <summary>Ends the replay here.</summary>
    public Exception Diverge(string recorded, string now) => _stopped = new ReplayDivergedException(
        $"The replay of {recording.File} diverged at step {Step}. Recorded: {recorded}. Now: {now}. Everything before was the same, and nothing was done after it. The cell, the program's version or what its code depends on is another than then: record the run anew with '--record FILE --overwrite'.",
        Step);

    private RecordingLine? Peek(int at) => at < recording.Text.Lines.Count && recording.Text.Lines[at] is not ResumedLine ? recording.Text.Lines[at] : null;

    private Exception Ended() => NextResumption is not null
        ? new SegmentEndedException()
        : new RecordingEndedException(
            $"The recording {recording.File} ends here, before step {Step}: it was cut off after line {recording.Text.Lines.Count}. The run is {State} and can be resumed with a model, or record it anew with '--record FILE --overwrite'.",
            Step);

    private static string Describe(RecordingLine line) => line switch
    {
        ModelCallLine call => $"the model was asked (call {call.Call}, {call.Role})",
        OutcomeLine => "the code of an attempt was run",
        GpuLine => "GPU memory was read",
        JournalLine journal => Describe(journal.Entries[^1]),
        _ => $"'{line.Kind}'",
    };

    private static string Describe(RecordedEntry entry)
    {
        try
        {
            return entry.Event() is Transitioned moved ? $"{moved.From} → {moved.To}: {Quote(moved.Reason)}" : $"'{entry.Kind}' was written";
        }
        catch (Exception exception) when (exception is SessionStoreException or JsonException)
        {
            return $"'{entry.Kind}' was written";
        }
    }
}
