using AgentNotebook.Sessions;
using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Tool.Reports;

/// <summary>What <c>agentnb sessions verify</c> says of a store.</summary>
/// <param name="Store">Its name.</param>
/// <param name="Sessions">Sessions looked at.</param>
/// <param name="Entries">Entries looked at.</param>
/// <param name="Problems">What is wrong, with its place; one sentence each.</param>
/// <param name="Salvageable">Entries that a salvage would keep; <see langword="null"/> when there is nothing to salvage.</param>
/// <param name="Salvage">The command that does it.</param>
internal sealed record StoreFinding(string Store, int Sessions, long Entries, IReadOnlyList<string> Problems, long? Salvageable, string? Salvage)
{
    public bool IsIntact => Problems.Count == 0;

    /// <summary>Looks at a store that could be opened.</summary>
    public static StoreFinding Of(ISessionStore store, string? session)
    {
        var report = StoreVerification.Verify(store, session);
        return new StoreFinding(store.Location, report.Sessions, report.Entries, report.Problems, null, null);
    }

    /// <summary>Adds what the bytes of a SQLite file tell beyond what SQLite does: the damaged places, what is left, and how to save it.</summary>
    /// <param name="file">The file, which nothing in this process has open: closing it here would give up SQLite's locks on it (SQLite, "How To Corrupt", section 2.2).</param>
    public StoreFinding With(string file)
    {
        var hidden = StoreSalvage.HiddenDamage(file);
        if (IsIntact && hidden.Count == 0)
        {
            return this;
        }

        try
        {
            var inspected = StoreSalvage.Inspect(file);
            return this with
            {
                Problems = [.. Problems, .. hidden.Concat(inspected.Damage.Select(place => $"{file}: {place}")).Distinct()],
                Salvageable = inspected.Kept,
                Salvage = StoreSalvage.CommandFor(file),
            };
        }
        catch (SessionStoreException exception)
        {
            return this with { Problems = [.. Problems, .. hidden, exception.Message] };
        }
    }

    public string ToText() => IsIntact
        ? $"{Store} is intact: {Sessions} {(Sessions == 1 ? "session" : "sessions")}, {Entries} entries."
        : $"{Store} is damaged:\n{string.Join('\n', Problems.Select(problem => "  " + problem.ReplaceLineEndings("\n    ")))}"
            + (Salvage is null ? "" : $"\nTo keep {(Salvageable == 1 ? "the 1 entry that is" : $"the {Salvageable} entries that are")} intact:\n  {Salvage}");
}
