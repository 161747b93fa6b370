using System.Globalization;
using System.Text.Json;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Replay;

/// <summary>A session as it was at a step of one of its runs, under a name of its own; the run can be resumed there and go another way.</summary>
/// <param name="Session">The new session's name.</param>
/// <param name="Run">The run whose step it was.</param>
/// <param name="Step">The transition it ends with, counted from 1.</param>
/// <param name="Sequence">The number of the entry it ends with, the same in both sessions.</param>
/// <param name="State">Where the run is there.</param>
public sealed record SessionFork(string Session, string Run, int Step, long Sequence, AgentState State)
{
    /// <summary>The kind of the entry that says where a session was forked from. It stands after the entries that were taken over.</summary>
    public const string ProvenanceKind = "forked";

    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Forks a session. It is only read, so whoever writes it is not disturbed; the fork's entries are written all or none.</summary>
    /// <remarks>Entries keep their numbers and times; values are as they were last flushed before that step.</remarks>
    /// <param name="store">The store of both.</param>
    /// <param name="session">The session.</param>
    /// <param name="step">The transition to end with, counted from 1 as <c>agentnb sessions show</c> prints them.</param>
    /// <param name="run">The run whose transition it is; <see langword="null"/> for the last one.</param>
    /// <param name="name">The fork's name; <see langword="null"/> for one made of the session's and the step.</param>
    /// <exception cref="SessionStoreException">There is no such session, run or step, or there is a session of that name already.</exception>
    public static SessionFork Make(ISessionStore store, string session, int step, string? run = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var entries = store.Read(session).ToList();
        var runs = RunHistory.Read(entries);
        var of = runs.LastOrDefault(known => run is null || known.Id == run)
            ?? throw NotFound(runs.Count == 0 ? $"Session '{session}' has no runs." : $"Session '{session}' has no run '{run}'. It has {string.Join(", ", runs.Select(known => known.Id))}.");
        var steps = Steps(entries.Where(entry => entry.Run == of.Id));
        if (step < 1 || step > steps.Count)
        {
            throw NotFound($"{of.Id} of session '{session}' has {(steps.Count == 0 ? "no steps" : $"the steps 1 to {steps.Count}")}, and {step.ToString(CultureInfo.InvariantCulture)} is none of them. 'agentnb sessions show {session}' numbers them.");
        }

        var names = store.List().Select(known => known.Name).ToHashSet(StringComparer.Ordinal);
        if (name is not null && names.Contains(name))
        {
            throw new SessionStoreException(SessionStoreFault.Invalid, $"There is a session '{name}' already. Give the fork another name.");
        }

        name ??= Candidates($"{session}-at-{step}").First(candidate => !names.Contains(candidate));
        var last = steps[step - 1];
        var kept = entries.TakeWhile(entry => entry.Sequence <= last).ToList();
        using var journal = store.Open(name);
        journal.Append(
        [
            .. kept.Select(entry => new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload) { Time = entry.Time }),
            new JournalDraft("", ProvenanceKind, 1, JsonSerializer.Serialize(new { Session = session, Sequence = last, Run = of.Id, Step = step }, _json)),
        ]);
        return new SessionFork(name, of.Id, step, last, RunHistory.Read(kept).Single(known => known.Id == of.Id).State);
    }

    /// <summary>The session that was last forked from a session.</summary>
    /// <param name="store">The store of both.</param>
    /// <param name="session">The session it was forked from.</param>
    /// <returns>Its name; <see langword="null"/> when there is none.</returns>
    public static string? Last(ISessionStore store, string session)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.List()
            .Where(known => known.Name != session)
            .OrderByDescending(known => known.Created)
            .FirstOrDefault(known => store.Read(known.Name).LastOrDefault(entry => entry.Kind == ProvenanceKind) is { } provenance && Origin(provenance) == session)?.Name;
    }

    private static string? Origin(JournalEntry provenance)
    {
        using var payload = JsonDocument.Parse(provenance.Payload);
        return payload.RootElement.TryGetProperty("session", out var from) && from.ValueKind == JsonValueKind.String ? from.GetString() : null;
    }

    // Steps that were taken back are in the journal and count no more.
    private static List<long> Steps(IEnumerable<JournalEntry> entries)
    {
        var steps = new List<long>();
        foreach (var entry in entries)
        {
            switch (RunEventCodec.Decode(entry))
            {
                case Transitioned:
                    steps.Add(entry.Sequence);
                    break;
                case RunRewound rewound when rewound.Step < steps.Count:
                    steps.RemoveRange(Math.Max(0, rewound.Step), steps.Count - Math.Max(0, rewound.Step));
                    break;
            }
        }

        return steps;
    }

    private static IEnumerable<string> Candidates(string name) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(number => number == 1 ? name : $"{name}-{number}");

    private static SessionStoreException NotFound(string message) => new(SessionStoreFault.NotFound, message);
}
