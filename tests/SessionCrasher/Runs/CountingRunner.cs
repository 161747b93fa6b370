using System.Globalization;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.SessionCrasher.Runs;

/// <summary>Takes any code for a number, and runs it by counting: only the last of them is right. No child process, so that a run takes no longer than its journal.</summary>
internal sealed class CountingRunner(int last) : IGuestCompiler, ICodeRunner
{
    private int _number;

    public GuestCompilation Compile(string code, IReadOnlyList<string> checks, GuestCompileOptions? options, CancellationToken cancellationToken = default)
    {
        _number = int.Parse(code, CultureInfo.InvariantCulture);
        return new GuestCompilation(new GuestProgram { Submissions = [] }, []);
    }

    public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new SandboxStatus { Level = SandboxLevel.None, InWords = "nothing runs here" });

    public Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken) => Task.FromResult(_number == last
        ? new GuestOutcome { Verdict = Verdict.Completed, ResultJson = $"{_number}", ResultType = "int" }
        // Letters, because numbers in a fault are no difference: the run would be stopped for repeating itself.
        : new GuestOutcome { Verdict = Verdict.Failed, Exception = new GuestException($"Not{new string((char)('A' + _number), 3)}Exception", "no", []), Reason = "no" });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
