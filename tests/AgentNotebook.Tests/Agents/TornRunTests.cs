using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Agents;

/// <summary>What a salvage leaves of a run is read as far as it goes, whichever entries are missing.</summary>
public sealed class TornRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-torn-");
    private readonly SqliteSessionStore _store;

    public TornRunTests() => _store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "sessions.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task a_run_that_lost_any_entry_is_read_and_one_that_cannot_go_on_says_why()
    {
        var entries = await EntriesOfTwoRunsAsync();
        var torn = 0;
        for (var lost = 0; lost < entries.Count; lost++)
        {
            var left = entries.Where((_, index) => index != lost).ToList();
            var runs = RunHistory.Read(left);
            if (entries[lost].Kind == "run-started")
            {
                Assert.Equal(entries[lost].Run == "run-1" ? "run-2" : "run-1", Assert.Single(runs).Id);
                Assert.Equal(entries[lost].Run, Assert.Single(RunHistory.WithoutBeginning(left)));
                continue;
            }

            Assert.Equal(["run-1", "run-2"], runs.Select(run => run.Id));
            if (entries[lost].Kind != "transition" || entries.FindLastIndex(entry => entry.Run == entries[lost].Run && entry.Kind == "transition") == lost)
                continue;
            torn++;
            var run = runs.Single(run => run.Id == entries[lost].Run);
            Assert.NotNull(run.Torn);
            Assert.Null(runs.Single(other => other != run).Torn);
            using var session = Session.Open(_store, "runs");
            var refused = Assert.Throws<SessionStoreException>(() => AgentRun.Resume(session, run, Services()));
            Assert.Contains(run.Id, refused.Message);
            Assert.Contains(run.Torn, refused.Message);
        }

        Assert.True(torn > 4, $"{torn}");
    }

    [Fact]
    public async Task a_new_run_never_gets_the_number_of_one_that_is_there()
    {
        var entries = await EntriesOfTwoRunsAsync();
        using (var journal = _store.Open("salvaged"))
            journal.Append([.. entries.Where(entry => entry.Run == "run-2").Select(entry => new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload))]);
        using var session = Session.Open(_store, "salvaged");
        Assert.Equal(2, RunHistory.LastNumber(session));
    }

    private async Task<List<JournalEntry>> EntriesOfTwoRunsAsync()
    {
        using var session = Session.Open(_store, "runs");
        for (var run = 0; run < 2; run++)
        {
            var request = new RunRequest { Brief = new TaskBrief("1", []), Models = new ModelChoice("obedient"), Seed = 1 };
            await AgentRun.Start(session, request, Services()).RunAsync(CancellationToken.None);
        }

        return [.. session.Entries().Where(RunEventCodec.IsOfRun)];
    }

    private static RunServices Services() => new()
    {
        Model = new ObedientModel("1", "2"),
        Compiler = new GuestCompiler(),
        Runner = new ObedientRunner(
            new GuestOutcome { Verdict = Verdict.Failed, Exception = new GuestException("System.Exception", "no", []) },
            new GuestOutcome { Verdict = Verdict.Completed, ResultJson = "1", ResultType = "int" }),
    };
}
