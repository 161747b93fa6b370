using AgentNotebook.Crashes;
using AgentNotebook.Crashes.Layer;

namespace AgentNotebook.Tests.Sessions;

/// <summary>The layer itself, on a plain file: it loses what was not synced, and only that.</summary>
public sealed class PowerCutTests : IDisposable
{
    private const int Lines = 8;

    private readonly CrashStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [FaultLayerFact]
    public void lines_that_were_never_flushed_are_lost_in_some_outcome()
    {
        Write("never");
        Assert.Contains(Outcomes(), text => text is not null && !Enumerable.Range(1, Lines).All(i => text.Contains(Line(i), StringComparison.Ordinal)));
    }

    [FaultLayerFact]
    public void lines_that_were_flushed_are_there_whenever_their_file_is()
    {
        Write("always");
        Assert.All(Outcomes().OfType<string>(), text => Assert.Equal(string.Concat(Enumerable.Range(1, Lines).Select(Line)), text));
    }

    [FaultLayerFact]
    public void a_name_is_lost_in_some_outcome_while_its_folder_was_not_synced()
    {
        Write("always");
        Assert.Contains(Outcomes(), text => text is null);
    }

    [FaultLayerFact]
    public void what_a_failed_sync_lost_stays_lost_although_the_next_one_succeeds()
    {
        // Call 1 makes the file; each line is a write and a sync after it. Eight lines fill a page: the eighth is not written again.
        var promises = Write("always", lines: 12, plan: "fail@17=5");
        Assert.Equal("8", Assert.Single(promises.Refused).Step);
        Assert.Equal(12, promises.Entries["lines"]);
        var outcomes = Outcomes().OfType<string>().ToList();
        Assert.All(outcomes, text => Assert.All(Enumerable.Range(1, 12).Where(i => i != 8), i => Assert.Contains(Line(i), text)));
        Assert.Contains(outcomes, text => !text.Contains(Line(8), StringComparison.Ordinal));
    }

    private static string Line(int number) => $"{number,511}\n";

    private Promises Write(string flush, int lines = Lines, string plan = "")
    {
        var promises = new Promises();
        using var crasher = new Crasher(Path.Combine(AppContext.BaseDirectory, "SessionCrasher.dll"), _stage.Layered(plan), "loose", Path.Combine(_stage.Files, "lines"), flush, $"{lines}");
        Assert.Equal(0, crasher.ReadToEnd(promises));
        return promises;
    }

    private List<string?> Outcomes() => [.. Enumerable.Range(0, 40).Select(seed =>
    {
        var file = Path.Combine(_stage.CutPower(new Random(seed)), "lines");
        return File.Exists(file) ? File.ReadAllText(file) : null;
    })];
}
