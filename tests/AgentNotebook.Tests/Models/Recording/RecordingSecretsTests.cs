using System.Net.Sockets;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Models;
using AgentNotebook.Models.Recording;
using AgentNotebook.Tests.Agents.Replay;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Models.Recording;

/// <summary>What a recording keeps of replies and faults, and what it does not.</summary>
public sealed class RecordingSecretsTests : IDisposable
{
    private const string Secret = "sk-marker-1234567890";

    private readonly ReplayBench _bench = new();

    [Fact]
    public async Task a_registered_secret_is_in_no_reply_no_fault_and_no_line_of_the_recording_and_it_replays()
    {
        var model = new ObedientModel($"\"{Secret}\"", "2")
        {
            Faults = { [1] = new Queue<Exception>([new ModelException($"key {Secret} is busy", 429, inner: new HttpRequestException(Secret))]) },
        };
        var outcome = ReplayBench.Bad($"leaked {Secret}") with { Output = Secret };
        var request = ReplayBench.Request();
        using (var recorder = RunRecorder.Create(_bench.File, scrub: text => text.Replace(Secret, "[key]", StringComparison.Ordinal)))
        {
            await AgentRun.Start(_bench.Recorded, request, recorder.Wrap(ReplayBench.Services(model, new ObedientRunner(outcome, ReplayBench.Good())))).RunAsync(default);
        }

        var text = await File.ReadAllTextAsync(_bench.File);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Contains("[key] is busy", text, StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Recorded.Entries(), entry => entry.Kind is "fault" or "model-answered" && entry.Payload.Contains(Secret, StringComparison.Ordinal) && entry.Payload.Contains("Planning", StringComparison.Ordinal));
        await _bench.ReplayAsync(ReplayBench.Services(ReplayBench.Nobody, new ObedientRunner(outcome, ReplayBench.Good())), request);
        _bench.AssertSameJournals();
    }

    [Fact]
    public async Task nothing_of_the_environment_is_in_a_recording()
    {
        Environment.SetEnvironmentVariable("AGENTNB_TEST_MARKER", Secret);
        await _bench.RecordAsync(ReplayBench.Services(new WordyModel(), new ObedientRunner(ReplayBench.Good())), ReplayBench.Request());
        var text = await File.ReadAllTextAsync(_bench.File);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName + "\"", text, StringComparison.Ordinal);
    }

    public static TheoryData<Exception> Faults => new(
    [
        new ModelException("busy", 429, TimeSpan.FromSeconds(2)),
        new ModelException("gone", inner: new HttpRequestException("lost", new SocketException(111))),
        new ModelException("cut", inner: new IOException("cut", new SocketException(104))),
        new ModelException("stalled") { Failure = ModelFailure.Stalled },
        new ModelException("refused") { Failure = ModelFailure.ContentRefused },
        new WorkerUnavailableException("no worker"),
        new SandboxUnavailableException("no sandbox", []),
        new TimeoutException("late"),
        new SocketException(111),
        new TaskCanceledException("late", new TimeoutException()),
        new InvalidOperationException("what is this"),
    ]);

    [Theory]
    [MemberData(nameof(Faults))]
    public void a_fault_comes_back_as_one_that_is_classified_the_same(Exception fault)
    {
        var recorded = RecordedFault.Of(fault, text => text);
        var again = recorded.ToException();
        Assert.Equal(AgentNotebook.Agents.Faults.FaultClassifier.Classify(fault), AgentNotebook.Agents.Faults.FaultClassifier.Classify(again));
        Assert.Equal(recorded, RecordedFault.Of(again, text => text));
    }

    [Fact]
    public async Task a_recording_that_cannot_be_written_stops_the_run_and_says_so()
    {
        var recorder = RunRecorder.Create(_bench.File);
        var run = AgentRun.Start(_bench.Recorded, ReplayBench.Request(), recorder.Wrap(ReplayBench.Services(new ObedientModel("1"), new ObedientRunner(ReplayBench.Good()))));
        recorder.Dispose();
        var exception = await Assert.ThrowsAsync<RecordingException>(() => run.RunAsync(default));
        Assert.Contains("cannot be written", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Recorded.Entries(), entry => entry.Kind == "model-asked" || entry.Kind == "fault");
    }

    [Fact]
    public void a_recording_of_nothing_leaves_no_file_and_one_that_is_there_is_not_replaced_unasked()
    {
        RunRecorder.Create(_bench.File).Dispose();
        Assert.False(File.Exists(_bench.File));
        File.WriteAllText(_bench.File, "mine");
        Assert.Contains("--overwrite", Assert.Throws<RecordingException>(() => RunRecorder.Create(_bench.File)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_bench.File));
    }

    public void Dispose() => _bench.Dispose();
}
