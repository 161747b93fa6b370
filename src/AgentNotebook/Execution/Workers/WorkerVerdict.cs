namespace AgentNotebook.Execution.Workers;

/// <summary>Judges how a worker ended and says why in one sentence.</summary>
internal static class WorkerVerdict
{
    private const int Aborted = 134;
    private const int SignalBase = 128;

    internal static (Verdict Verdict, string Reason) Of(WorkerLimit limit, string? lie, AnswerCollector answers, int? exitCode, WorkerProcess worker, ExecutionLimits limits) => limit switch
    {
        WorkerLimit.WallTime when !answers.HasEnded => (Verdict.TimedOut, $"The guest ran past its wall-clock limit of {Seconds(limits.WallTime)}."),
        WorkerLimit.CpuTime when !answers.HasEnded => (Verdict.TimedOut, $"The guest ran past its limit of {Seconds(limits.CpuTime)} of processor time."),
        WorkerLimit.Threads when !answers.HasEnded => (Verdict.Refused, $"The guest ran past its limit of {limits.Threads} threads."),
        WorkerLimit.Memory when !answers.HasEnded => OutOfMemory(limits),
        _ when lie is not null => (Verdict.Refused, $"The worker's answer was refused: it sent {lie}."),
        _ when answers.Failure is { } failure => Failed(failure, limits),
        _ when answers.HasEnded && answers.ResultRefusal is { } refusal => (Verdict.Refused, $"The result was refused: {refusal}."),
        _ when answers.HasEnded => (Verdict.Completed, ""),
        _ => Crashed(worker.WasKilled ? null : exitCode, worker.ErrorText, limits),
    };

    private static (Verdict, string) Failed(GuestException failure, ExecutionLimits limits) =>
        failure.Type is "System.OutOfMemoryException" or "System.InsufficientMemoryException"
            ? OutOfMemory(limits)
            : (Verdict.Failed, $"The guest threw {failure.Type}: {failure.Message}{(IsMissingLibrary(failure) ? " Hand it in, too: --reference FILE." : "")}");

    private static bool IsMissingLibrary(GuestException failure) =>
        failure.Type == "System.IO.FileNotFoundException" && failure.Message.StartsWith("Could not load file or assembly", StringComparison.Ordinal);

    private static (Verdict, string) Crashed(int? exitCode, string errors, ExecutionLimits limits)
    {
        // What the runtime writes when it ends itself: gcenv and the unhandled-exception path say "Out of memory" and name the exception.
        if (errors.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || errors.Contains("OutOfMemoryException", StringComparison.Ordinal))
        {
            return OutOfMemory(limits);
        }

        var said = CrashText.Summary(errors);
        var quote = said.Length > 0 ? $": {said}" : ".";
        return exitCode switch
        {
            null => (Verdict.Crashed, "The child closed its pipe without an answer and had to be killed."),
            Aborted => (Verdict.Crashed, $"The child aborted (exit code {Aborted}){quote}"),
            > SignalBase and < SignalBase + 65 => (Verdict.Crashed, $"The child was ended by signal {exitCode - SignalBase}, which this runner did not send{quote}"),
            _ => (Verdict.Crashed, $"The guest ended its process with exit code {exitCode} before it had answered{quote}"),
        };
    }

    private static (Verdict, string) OutOfMemory(ExecutionLimits limits) =>
        (Verdict.OutOfMemory, $"The guest ran into its memory limit of {Size(limits.MemoryBytes)}.");

    private static string Seconds(TimeSpan time) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private static string Size(long bytes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.##} MiB");
}
