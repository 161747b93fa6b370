using System.Text.Json;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Models.Recording;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Replay;

/// <summary>Records a run while it is driven: every model exchange, what came of every attempt, and every journal entry with its time.</summary>
/// <remarks>
/// The file is JSON, a line each, on the disk before the run goes on; see <see cref="RunReplay"/> for what it is good for. It holds what the
/// model was told and said, and never an environment, a header or a key: what chat models hand out is already clean, and a hook cleans again.
/// </remarks>
public sealed class RunRecorder : IDisposable
{
    private readonly RecordingWriter _writer;
    private readonly Func<string, string> _scrub;
    private readonly IReadOnlyList<JournalEntry> _missed;
    private RunConditions? _conditions;

    private RunRecorder(RecordingWriter writer, Func<string, string>? scrub, IReadOnlyList<JournalEntry> missed) =>
        (_writer, _scrub, _missed) = (writer, scrub ?? (text => text), missed);

    /// <summary>The file.</summary>
    public string File => _writer.File;

    /// <summary>Makes a recording of a run that is about to begin.</summary>
    /// <param name="file">The file.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <param name="scrub">Takes secrets out of a text; <see langword="null"/> when none can be in one.</param>
    /// <exception cref="RecordingException">The file is there already, or cannot be made.</exception>
    public static RunRecorder Create(string file, bool overwrite = false, Func<string, string>? scrub = null) =>
        new(RecordingWriter.Create(file, overwrite), scrub, []);

    /// <summary>Goes on with the recording of a run that is about to be resumed.</summary>
    /// <param name="file">The recording that was made of the run so far.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="entries">The session's journal.</param>
    /// <param name="scrub">Takes secrets out of a text; <see langword="null"/> when none can be in one.</param>
    /// <exception cref="RecordingException">There is no such file, or it is not the recording of this run from its first step to its last.</exception>
    public static RunRecorder Continue(string file, string run, IEnumerable<JournalEntry> entries, Func<string, string>? scrub = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var recording = RunRecording.Read(file);
        var written = entries.Where(entry => entry.Run == run).ToList();
        var recorded = recording.Entries.ToList();
        var same = recording.Header.Run == run
            && recorded.Count <= written.Count
            && recorded.Zip(written).All(pair => pair.First.Entry.Hash == RecordedEntry.Of(pair.Second).Hash && pair.First.Time == EntryTime.ToMicroseconds(pair.Second.Time));
        var missed = same ? written.Skip(recorded.Count).ToList() : [];
        // A line follows its entries at once, so a killed process leaves out those of one append at most.
        if (!same || missed.Any(entry => entry.Time != missed[0].Time))
        {
            throw new RecordingException($"{file} does not hold all of {run} up to now, so it cannot be gone on with: a run is recorded from its first step or not at all. Leave '--record' out, or begin anew with '--fresh --record FILE'.");
        }

        return new RunRecorder(RecordingWriter.Continue(file, recording.Text.CompleteBytes), scrub, missed);
    }

    /// <summary>What the run has to be driven with to be recorded.</summary>
    /// <param name="services">What it works with.</param>
    /// <param name="level">The sandbox level that is active, for a person who reads the recording.</param>
    public RunServices Wrap(RunServices services, SandboxLevel? level = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var (model, gpu) = (services.Model, services.GpuMemoryInUse);
        _conditions = new RunConditions(model.Name, model.Roles, model.CanChangeStrategy, services.HumanCanAnswer, gpu is not null, level);
        var clock = new RecordingClock(services.Time);
        return services with
        {
            Model = new RecordingModel(model, clock.Pin, _writer.Write, _scrub),
            Runner = new RecordingRunner(services.Runner, _writer.Write, _scrub),
            Time = clock,
            GpuMemoryInUse = gpu is null ? null : () =>
            {
                var bytes = gpu();
                _writer.Write(new GpuLine(bytes));
                return bytes;
            },
            Witness = new Witness(this),
        };
    }

    /// <summary>Closes the file; one that nothing was written to is removed.</summary>
    public void Dispose() => _writer.Dispose();

    private void Begin(IReadOnlyList<JournalDraft> entries)
    {
        switch (entries[0].Kind)
        {
            case "run-started":
                var started = JsonSerializer.Deserialize<JsonElement>(entries[0].Payload);
                var format = RunRecording.Format;
                _writer.Write(new HeaderLine(format.Name, format.Version, entries[0].Run, _conditions!, started.GetProperty("request")));
                break;
            case "run-resumed":
                if (_missed.Count > 0)
                {
                    _writer.Write(new JournalLine(EntryTime.ToMicroseconds(_missed[0].Time), [.. _missed.Select(entry => Scrubbed(new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload)))]));
                }

                JsonElement? answer = entries.FirstOrDefault(entry => entry.Kind == "human-answered") is { } said ? JsonSerializer.Deserialize<JsonElement>(said.Payload) : null;
                var step = entries.Select(entry => RunEventCodec.Decode(Entry(entry))).OfType<RunRewound>().FirstOrDefault()?.Step;
                _writer.Write(new ResumedLine(_conditions!, step, answer));
                break;
        }
    }

    private void Keep(IReadOnlyList<JournalDraft> entries, DateTimeOffset time)
    {
        _writer.Write(new JournalLine(EntryTime.ToMicroseconds(time), [.. entries.Select(Scrubbed)]));
        if (RunEventCodec.Decode(Entry(entries[^1])) is Transitioned { To: var state } && TransitionTable.IsResting(state))
        {
            _writer.Write(new EndLine(state));
        }
    }

    // The hash is that of the journal: it tells nothing, and has to be the same at replay.
    private RecordedEntry Scrubbed(JournalDraft draft)
    {
        var entry = RecordedEntry.Of(draft);
        return entry.Payload is { } payload
            ? entry with { Payload = RecordingJson.Replace(System.Text.Json.Nodes.JsonObject.Create(payload), _scrub).Deserialize<JsonElement>() }
            : entry;
    }

    private static JournalEntry Entry(JournalDraft draft) => new(0, default, draft.Run, draft.Kind, draft.Version, draft.Payload);

    private sealed class Witness(RunRecorder recorder) : IRunWitness
    {
        public DateTimeOffset? Before(IReadOnlyList<JournalDraft> entries)
        {
            recorder._writer.ThrowIfBroken();
            recorder.Begin(entries);
            return null;
        }

        public void After(IReadOnlyList<JournalDraft> entries, DateTimeOffset time) => recorder.Keep(entries, time);
    }
}
