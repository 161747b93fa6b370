using AgentNotebook.Agents;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Support;
using static AgentNotebook.Tests.Agents.Replay.ReplayBench;

namespace AgentNotebook.Tests.Agents.Replay;

/// <summary>What is not as it was is named, at the step where it is first seen, and nothing goes on after it.</summary>
public sealed class DivergenceTests : IDisposable
{
    private readonly ReplayBench _bench = new();

    [Fact]
    public async Task another_request_is_refused_by_name_before_anything_runs()
    {
        await RecordAsync();
        RunRequest[] others =
        [
            Request() with { Seed = 8 },
            Request() with { Brief = new TaskBrief("Give me another number.", []) },
            Request("result > 0"),
            Request() with { Budget = new RunBudget { Rounds = 2 } },
        ];
        string[] named = ["request.seed", "request.brief.task", "request.brief.checks", "request.budget.rounds"];
        foreach (var (request, name) in others.Zip(named))
        {
            var diverged = await Assert.ThrowsAsync<ReplayDivergedException>(() => _bench.ReplayAsync(Services(Nobody, new ObedientRunner()), request));
            Assert.Equal(1, diverged.Step);
            Assert.Contains(name, diverged.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_bench.Replayed.Entries());
    }

    [Fact]
    public async Task another_result_is_named_with_both_values_and_the_run_stands_before_the_step()
    {
        await RecordAsync();
        var runner = new ObedientRunner(Bad("a"), Good("3"));
        var diverged = await Assert.ThrowsAsync<ReplayDivergedException>(() => _bench.ReplayAsync(Services(Nobody, runner), Request()));
        Assert.Equal(6, diverged.Step);
        Assert.Contains("step 6", diverged.Message, StringComparison.Ordinal);
        Assert.Contains("result was '2 int'", diverged.Message, StringComparison.Ordinal);
        Assert.Contains("it is '3 int'", diverged.Message, StringComparison.Ordinal);
        Assert.Equal(AgentState.Acting, RunHistory.Read(_bench.Replayed.Entries())[0].State);
        var common = _bench.Replayed.Entries().Count();
        Assert.Equal(_bench.Recorded.Entries().Take(common).Select(entry => entry.Payload), _bench.Replayed.Entries().Select(entry => entry.Payload));
    }

    [Theory]
    [InlineData("verdict")]
    [InlineData("exception")]
    [InlineData("output")]
    [InlineData("artifacts")]
    public async Task every_part_of_an_outcome_is_held_to_the_recording(string part)
    {
        await RecordAsync();
        var bad = Bad("a");
        var other = part switch
        {
            "verdict" => Good(),
            "exception" => Bad("b"),
            "output" => bad with { Output = "hello" },
            _ => bad with { Artifacts = [new GuestArtifact("plot.svg", new byte[] { 1, 2 })] },
        };
        var diverged = await Assert.ThrowsAsync<ReplayDivergedException>(() => _bench.ReplayAsync(Services(Nobody, new ObedientRunner(other, Good("2"))), Request()));
        Assert.Contains($"the code's {part}", diverged.Message, StringComparison.Ordinal);
        Assert.Equal(3, diverged.Step);
    }

    [Fact]
    public async Task a_recording_that_was_edited_is_found_out_at_the_first_entry_that_differs()
    {
        await RecordAsync();
        await File.WriteAllTextAsync(_bench.File, (await File.ReadAllTextAsync(_bench.File)).Replace("As told.", "As I like.", StringComparison.Ordinal));
        var diverged = await Assert.ThrowsAsync<ReplayDivergedException>(() => _bench.ReplayAsync(Services(Nobody, new ObedientRunner(Bad("a"), Good("2"))), Request()));
        Assert.Equal(2, diverged.Step);
    }

    [Fact]
    public async Task lines_that_are_missing_doubled_or_in_another_order_end_the_replay_and_nothing_worse()
    {
        await RecordAsync();
        var lines = await File.ReadAllLinesAsync(_bench.File);
        for (var at = 0; at < lines.Length; at++)
        {
            string[][] changed =
            [
                [.. lines[..at], .. lines[(at + 1)..]],
                [.. lines[..at], lines[at], .. lines[at..]],
                at + 1 == lines.Length ? lines[..1] : [.. lines[..at], lines[at + 1], lines[at], .. lines[(at + 2)..]],
            ];
            foreach (var text in changed)
            {
                using var bench = new ReplayBench();
                await File.WriteAllLinesAsync(bench.File, text);
                var thrown = await Record.ExceptionAsync(() => bench.ReplayAsync(Services(Nobody, new ObedientRunner(Bad("a"), Good("2"))), Request()));
                Assert.True(
                    thrown is ReplayException or AgentNotebook.Models.Recording.RecordingException || (thrown is null && text.Length == lines.Length - 1 && at == lines.Length - 1),
                    $"line {at + 1}: {thrown}");
            }
        }
    }

    [Fact]
    public async Task a_resumption_that_cannot_be_is_a_divergence()
    {
        await _bench.RecordAsync(Services(new ObedientModel("1"), new ObedientRunner(Bad("a"))), Request());
        await _bench.ResumeRecordingAsync(Services(new ObedientModel("1", "2"), new ObedientRunner(Good("2"))), fromStep: 4);
        var text = await File.ReadAllTextAsync(_bench.File);
        Assert.Contains("\"fromStep\":4", text, StringComparison.Ordinal);
        foreach (var step in new[] { "99", "0", "3", "null" })
        {
            using var bench = new ReplayBench();
            await File.WriteAllTextAsync(bench.File, text.Replace("\"fromStep\":4", $"\"fromStep\":{step}", StringComparison.Ordinal));
            await Assert.ThrowsAsync<ReplayDivergedException>(() => bench.ReplayAsync(Services(Nobody, new ObedientRunner(Bad("a"), Good("2"))), Request()));
        }
    }

    [Fact]
    public async Task a_recording_that_was_cut_off_is_replayed_as_far_as_it_goes_and_says_so()
    {
        await RecordAsync();
        var lines = await File.ReadAllLinesAsync(_bench.File);
        for (var kept = 2; kept < lines.Length - 1; kept++)
        {
            await File.WriteAllTextAsync(_bench.File, string.Concat(lines.Take(kept).Select(line => line + "\n")) + lines[kept][..20]);
            using var bench = new ReplayBench();
            File.Copy(_bench.File, bench.File);
            var ended = await Assert.ThrowsAsync<RecordingEndedException>(() => bench.ReplayAsync(Services(Nobody, new ObedientRunner(Bad("a"), Good("2"))), Request()));
            Assert.Contains($"after line {kept}", ended.Message, StringComparison.Ordinal);
            Assert.Equal(RunHistory.Read(bench.Replayed.Entries()).SelectMany(run => run.Transitions).Count() + 1, ended.Step);
            Assert.Equal(
                _bench.Recorded.Entries().Take((int)bench.Replayed.LastSequence).Select(entry => entry.Payload),
                bench.Replayed.Entries().Select(entry => entry.Payload));
        }
    }

    [Fact]
    public async Task a_replay_that_is_interrupted_stops_where_it_is_and_is_no_divergence()
    {
        await RecordAsync();
        using var interrupt = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.ReplayAsync(
            Services(Nobody, new ObedientRunner(Bad("a"), Good("2")) { BeforeRun = interrupt.Cancel }), Request(), interrupt.Token));
        Assert.Equal(AgentState.Acting, RunHistory.Read(_bench.Replayed.Entries())[0].State);
    }

    [Fact]
    public async Task a_run_killed_anywhere_goes_on_with_its_recording_and_the_whole_is_replayed()
    {
        await RecordAsync();
        var lines = await File.ReadAllLinesAsync(_bench.File);
        var appends = lines.Select((line, at) => (line, at)).Where(pair => pair.line.StartsWith("{\"kind\":\"journal\"", StringComparison.Ordinal)).ToList();
        // Killed before an entry is on the disk, between that and its line, and after it; with a torn line each time.
        foreach (var (append, written, kept) in appends.SkipLast(1).SelectMany((append, i) => new[] { (append, i, append.at), (append, i + 1, append.at), (append, i + 1, append.at + 1) }).Where(cut => cut.Item2 > 0))
        {
            using var bench = new ReplayBench();
            var entries = _bench.Recorded.Entries().ToList();
            var taken = 0;
            foreach (var batch in appends.Take(written).Select(pair => System.Text.Json.JsonDocument.Parse(pair.line).RootElement.GetProperty("entries").GetArrayLength()))
            {
                bench.Recorded.Append([.. entries.Skip(taken).Take(batch).Select(entry => new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload))], entries[taken].Time);
                taken += batch;
            }

            await File.WriteAllTextAsync(bench.File, string.Concat(lines.Take(kept).Select(line => line + "\n")) + "{\"kind\":\"mod");
            var left = bench.Recorded.Entries().Count(entry => entry.Kind == "attempt-finished");
            var recorded = await bench.ResumeRecordingAsync(Services(new ObedientModel("1", "2"), new ObedientRunner([.. new[] { Bad("a"), Good("2") }.Skip(left)])));
            Assert.Equal(AgentState.Succeeded, recorded.State);
            await bench.ReplayAsync(Services(Nobody, new TellingRunner()), Request());
            bench.AssertSameJournals();
        }
    }

    [Fact]
    public async Task the_recording_of_another_run_or_of_half_a_run_is_not_gone_on_with()
    {
        await RecordAsync();
        var entries = _bench.Recorded.Entries().ToList();
        Assert.Throws<AgentNotebook.Models.Recording.RecordingException>(() => RunRecorder.Continue(_bench.File, "run-2", entries));
        Assert.Throws<AgentNotebook.Models.Recording.RecordingException>(() => RunRecorder.Continue(_bench.File, "run-1", entries.SkipLast(1)));
        Assert.Throws<AgentNotebook.Models.Recording.RecordingException>(() => RunRecorder.Continue(_bench.File + ".other", "run-1", entries));
        var before = await File.ReadAllBytesAsync(_bench.File);
        RunRecorder.Continue(_bench.File, "run-1", entries).Dispose();
        Assert.Equal(before, await File.ReadAllBytesAsync(_bench.File));
    }

    public void Dispose() => _bench.Dispose();

    private Task<RunRecord> RecordAsync() => _bench.RecordAsync(Services(new ObedientModel("1", "2"), new ObedientRunner(Bad("a"), Good("2"))), Request());

    // Gives the outcome that belongs to the code, however often it is run.
    private sealed class TellingRunner : ICodeRunner
    {
        private readonly List<string> _seen = [];

        public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
        {
            var code = Convert.ToBase64String(program.Submissions[0].Assembly.Span);
            if (!_seen.Contains(code))
            {
                _seen.Add(code);
            }

            return Task.FromResult(_seen.IndexOf(code) == 0 ? Bad("a") : Good("2"));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
