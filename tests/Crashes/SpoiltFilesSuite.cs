using System.Text.Json;
using System.Text.RegularExpressions;
using AgentNotebook.Crashes.Layer;
using Xunit.Abstractions;

namespace AgentNotebook.Crashes;

/// <summary>What a store must survive at each single call that it makes on its files: the same short load, spoilt at one call after the other.</summary>
public abstract class SpoiltFilesSuite(ITestOutputHelper output) : CrashSuite(output)
{
    private const int Killed = 137;
    private const int InputOutputError = 5;
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>The highest number of values that a short load writes.</summary>
    private const int ValuesOfShort = 3;

    [FaultLayerFact]
    public void killed_at_any_call_or_cut_off_from_power_there_nothing_acknowledged_is_lost_and_no_batch_torn()
    {
        var random = new Random(Amount.Seed);
        var calls = Calls();
        List<string> before = calls.ConvertAll(call => $"kill@{call.Number}");
        List<string> amid = [.. calls.Where(call => call.Length > 1).Select(call => $"tear@{call.Number}")];
        var tally = Tally($"killed before each of {calls.Count} calls, or amid one of {amid.Count}");
        tally.TryAll([.. Amount.Of(before, 12, before.Count, random), .. Amount.Of(amid, 6, 80, random)], plan =>
        {
            using var stage = new CrashStage();
            var promises = new Promises();
            Assert.Equal(Killed, RunShort(stage, plan, promises));
            Count(tally, promises);
            CutPower(stage, promises, new Random(Amount.Seed), tally);
            Inspect(stage.Files, promises, isTakenBack: false);
        });
        tally.End();
    }

    [FaultLayerFact]
    public void a_call_that_fails_once_is_refused_clearly_and_leaves_nothing_of_what_was_refused()
    {
        var random = new Random(Amount.Seed);
        var calls = Calls();
        List<string> plans = [.. calls.SelectMany(call => new[] { InputOutputError, NoSpace }
            .Where(error => error == InputOutputError || (call.Name is not "unlink" && !call.IsSync))
            .Select(error => $"fail@{call.Number}={error}"))];
        var tally = Tally($"each of {calls.Count} calls failing once");
        tally.TryAll(Amount.Of(plans, 16, 120, random), plan => Survive(plan, tally, isTakenBack: true));
        tally.End();
    }

    [FaultLayerFact]
    public void a_disk_that_fills_up_turns_read_only_or_breaks_at_any_call_is_said_clearly_and_loses_nothing_acknowledged()
    {
        var random = new Random(Amount.Seed);
        var calls = Calls();
        List<string> plans = [.. calls.SelectMany(call => new[] { InputOutputError, NoSpace, ReadOnlyFileSystem }.Select(error => $"failfrom@{call.Number}={error}"))];
        var tally = Tally($"the disk full, read-only or broken from each of {calls.Count} calls on");
        tally.TryAll(Amount.Of(plans, 16, 120, random), plan => Survive(plan, tally, isTakenBack: false));
        tally.End();
    }

    /// <summary>
    /// Linux forgets what it could not write: the next sync succeeds without it. A writer that goes on, or one that comes after it was
    /// killed, must not build on such bytes although they can still be read.
    /// </summary>
    [FaultLayerFact]
    public void after_a_failed_sync_nothing_acknowledged_later_depends_on_what_was_lost_in_it()
    {
        var random = new Random(Amount.Seed);
        var calls = Calls();
        // At once above all: then nothing has been written over what was lost.
        List<string> plans = [.. calls.Where(call => call.IsSync).SelectMany(sync => new[] { 1, 1 + random.Next(4), 1 + random.Next(calls.Count) }
            .Select(later => $"fail@{sync.Number}={InputOutputError},kill@{sync.Number + later}"))];
        var tally = Tally($"each of {calls.Count(call => call.IsSync)} syncs failing, then killed, then another writer");
        tally.TryAll(Amount.Of(plans, 16, 100, random), plan =>
        {
            var own = new Random(Amount.Seed ^ string.GetHashCode(plan, StringComparison.Ordinal));
            using var stage = new CrashStage();
            var promises = new Promises();
            RunShort(stage, plan, promises);
            CutPower(stage, promises, own, tally, mayRefuse: true);
            // Half of the time while it takes up what it finds, which is when it puts its hand to what may be lost.
            RunShort(stage, $"kill@{(own.Next(2) == 0 ? own.Next(1, 30) : own.Next(10, calls.Count))}", promises, before: ValuesOfShort);
            Count(tally, promises);
            CutPower(stage, promises, own, tally, mayRefuse: true);
            Inspect(stage.Files, promises, isTakenBack: false);
        });
        tally.End();
    }

    /// <summary>Long enough that the log is copied into the store, and begun anew, several times while it is written.</summary>
    [FaultLayerFact]
    public void a_long_writer_cut_off_from_power_loses_nothing_acknowledged_whatever_the_store_tidies_up_meanwhile()
    {
        var random = new Random(Amount.Seed);
        List<int> moments = [.. Enumerable.Range(0, Amount.IsThorough ? 20 : 3).Select(_ => random.Next(1_000, 8_000))];
        var tally = Tally("a long writer killed");
        tally.TryAll(moments, call =>
        {
            using var stage = new CrashStage();
            var promises = new Promises();
            using var crasher = Start(stage.Layered($"kill@{call}"), "append", Address(stage.Files), "s", $"{Amount.Seed}", "1000000");
            Assert.True(crasher.ReadToEnd(promises) == Killed, crasher.Errors);
            Count(tally, promises);
            CutPower(stage, promises, new Random(Amount.Seed), tally);
            Inspect(stage.Files, promises, isTakenBack: false);
        });
        tally.End();
    }

    private static void Count(Tally tally, Promises promises)
    {
        tally.Add("trials");
        tally.Add("entries acknowledged", promises.Entries.Values.Sum());
        tally.Add("flushes acknowledged", promises.Values.Count);
        tally.Add("refusals", promises.Refused.Count);
    }

    /// <summary>The calls of a load with which nothing goes wrong.</summary>
    private List<FileCall> Calls()
    {
        using var stage = new CrashStage();
        var promises = new Promises();
        Assert.Equal(0, RunShort(stage, "", promises));
        Assert.Empty(promises.Refused);
        Assert.Equal(3, promises.Entries.Count);
        return stage.Calls;
    }

    private void Survive(string plan, Tally tally, bool isTakenBack)
    {
        using var stage = new CrashStage();
        var promises = new Promises();
        Assert.Equal(0, RunShort(stage, plan, promises));
        Assert.All(promises.Refused, refused =>
        {
            Assert.True(refused.Fault is "DiskFailure" or "ReadOnly", $"{refused}");
            Assert.Contains(stage.Files, refused.Message);
        });
        foreach (var refused in promises.Refused.Where(refused => refused.Message.Contains("could not be flushed", StringComparison.Ordinal)))
        {
            AssertRecoverable(refused.Message);
            tally.Add("recovery files");
        }

        Count(tally, promises);
        CutPower(stage, promises, new Random(Amount.Seed), tally);
        Inspect(stage.Files, promises, isTakenBack);
    }

    /// <summary>What closing a session could not flush is in the file that its message names, whole.</summary>
    private static void AssertRecoverable(string message)
    {
        var file = Regex.Match(message, @"They are in (\S+\.json)").Groups[1].Value;
        Assert.True(File.Exists(file), message);
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var values = document.RootElement.GetProperty("values");
        var number = values.GetProperty("x").GetInt32();
        Assert.Equal(Enumerable.Repeat(number, 600), values.GetProperty("y").EnumerateArray().Select(part => part.GetInt32()));
    }

    /// <param name="stage">The files.</param>
    /// <param name="plan">What goes wrong.</param>
    /// <param name="promises">Hears what the load says.</param>
    /// <param name="before">The highest number of values that an earlier load may have left. What a load wrote and could not acknowledge any more may be there, and is then newer than what that one was promised.</param>
    private int RunShort(CrashStage stage, string plan, Promises promises, int before = 0)
    {
        using var crasher = Start(stage.Layered(plan), "short", Address(stage.Files), $"{before}");
        var exit = crasher.ReadToEnd(promises);
        Assert.True(exit is 0 or Killed, crasher.Errors);
        return exit;
    }
}
