using AgentNotebook.Sessions;
using Xunit.Abstractions;

namespace AgentNotebook.Crashes;

/// <summary>A store to be spoilt, and the program that writes it.</summary>
public abstract class CrashSuite(ITestOutputHelper output)
{
    private const int Cuts = 3;

    /// <summary>The program that writes the store: a file beside the tests, and what comes before the load's name.</summary>
    protected virtual string[] Program => ["SessionCrasher.dll"];

    /// <summary>Where the store is, within a folder, as the crasher takes it.</summary>
    protected abstract string Address(string folder);

    /// <summary>Opens the store for writing, making it when it is missing.</summary>
    protected abstract ISessionStore Open(string address);

    internal Tally Tally(string load) => new(output, load);

    internal Crasher Start(Dictionary<string, string> variables, params string[] arguments) =>
        new(Path.Combine(AppContext.BaseDirectory, Program[0]), variables, [.. Program[1..], .. arguments]);

    /// <summary>Opens the store of a folder, compares it with what was promised, and sees that it can be written.</summary>
    internal void Inspect(string folder, Promises promises, bool isTakenBack)
    {
        long entries;
        using (var store = Open(Address(folder)))
        {
            StoreInspection.Inspect(store, promises, isTakenBack);
            using var journal = store.Open("afterwards");
            journal.Append([new JournalDraft("", "note", 1, "{}")]);
            entries = store.List().Sum(session => session.Entries);
        }

        using var again = Open(Address(folder));
        Assert.Equal(entries, again.Verify().Entries);
    }

    /// <summary>Lets the power fail some times, each time with another outcome.</summary>
    /// <param name="stage">The files, and what the disk holds of them.</param>
    /// <param name="promises">What the store has to hold.</param>
    /// <param name="random">Chooses the outcomes.</param>
    /// <param name="tally">Counts them.</param>
    /// <param name="mayRefuse">Whether a store that promised nothing yet may be refused, if clearly: both a sync and the power failed while it was made.</param>
    internal void CutPower(CrashStage stage, Promises promises, Random random, Tally tally, bool mayRefuse = false)
    {
        for (var cut = 0; cut < Cuts; cut++)
        {
            tally.Add("power cuts");
            var folder = stage.CutPower(random);
            try
            {
                Inspect(folder, promises, isTakenBack: false);
            }
            catch (SessionStoreException e) when (mayRefuse && promises.Entries.Count == 0 && e.Fault is SessionStoreFault.Damaged or SessionStoreFault.NotAStore)
            {
                Assert.Contains(folder, e.Message);
                tally.Add("refusals of a store in the making");
            }
        }
    }
}
