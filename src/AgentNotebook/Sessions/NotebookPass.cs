using System.Text.Json;
using System.Text.Json.Serialization;
using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Sessions;

/// <summary>
/// One execution of a notebook from top to bottom, as its session remembers it. A pass that was begun and never ended was cut off:
/// the next execution with the same parameters continues it, and finds the runs that belong to it.
/// </summary>
/// <param name="Id">Names the pass within its session, such as <c>pass-3</c>.</param>
/// <param name="Continued">Whether an earlier process began it.</param>
public sealed record NotebookPass(string Id, bool Continued)
{
    private const string Started = "pass-started";
    private const string Ended = "pass-ended";

    /// <summary>Continues the session's last pass if it was cut off and had the same parameters, else begins one. On the disk when it returns.</summary>
    /// <param name="session">The notebook's session.</param>
    /// <param name="parameters">What the notebook was given, in any stable text form.</param>
    /// <exception cref="SessionStoreException">It could not be written.</exception>
    public static NotebookPass Begin(Session session, string parameters)
    {
        var (passes, last, open) = (0, "", false);
        foreach (var entry in session.Entries(filter: new JournalFilter { Kinds = [Started, Ended] }))
        {
            (passes, last, open) = entry.Kind == Started ? (passes + 1, Read(entry).Parameters, true) : (passes, last, false);
        }

        if (open && last == parameters)
        {
            return new NotebookPass($"pass-{passes}", Continued: true);
        }

        var pass = new NotebookPass($"pass-{passes + 1}", Continued: false);
        session.Append([Draft(Started, new Payload(pass.Id, parameters))]);
        return pass;
    }

    /// <summary>Records that the notebook came to its end, well or badly.</summary>
    /// <exception cref="SessionStoreException">It could not be written.</exception>
    public void End(Session session) => session.Append([Draft(Ended, new Payload(Id, ""))]);

    private static JournalDraft Draft(string kind, Payload payload) => new("", kind, 1, JsonSerializer.Serialize(payload));

    private static Payload Read(JournalEntry entry)
    {
        try
        {
            return JsonSerializer.Deserialize<Payload>(entry.Payload)!;
        }
        catch (JsonException exception)
        {
            throw new SessionStoreException(
                SessionStoreFault.Damaged,
                $"Entry {entry.Sequence} ({entry.Kind}) cannot be read: {exception.Message} {DamageAdvice.General}",
                exception);
        }
    }

    private sealed record Payload([property: JsonPropertyName("pass")] string Pass, [property: JsonPropertyName("parameters")] string Parameters);
}
