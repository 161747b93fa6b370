using System.Security.Cryptography;
using System.Text.Json;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Tool.Reports;

/// <summary>What <c>agentnb sandbox run --json</c> prints.</summary>
internal sealed class SandboxReport(GuestOutcome outcome, ExecutionLimits limits, IReadOnlyList<string> saved)
{
    public Verdict Verdict => outcome.Verdict;

    public string Reason => outcome.Reason;

    public string? RefusedCall => outcome.RefusedCall;

    public JsonElement? Result => outcome.ResultJson is { } json ? JsonDocument.Parse(json).RootElement : null;

    public string? ResultType => outcome.ResultType;

    public GuestException? Exception => outcome.Exception;

    public IReadOnlyList<CheckOutcome> Checks => outcome.Checks;

    public string Output => outcome.Output;

    public string ErrorOutput => outcome.ErrorOutput;

    public bool OutputWasCut => outcome.OutputWasCut;

    public IEnumerable<object> Artifacts => outcome.Artifacts.Select((artifact, index) => new
    {
        artifact.Name,
        Bytes = artifact.Bytes.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(artifact.Bytes.Span)),
        File = saved.ElementAtOrDefault(index),
    });

    public int? ExitStatus => outcome.ExitCode;

    public long PeakMemoryBytes => outcome.PeakMemoryBytes;

    public double CpuSeconds => outcome.CpuTime.TotalSeconds;

    public double WallSeconds => outcome.WallTime.TotalSeconds;

    public SandboxLevel Level => outcome.Level;

    public SandboxProfile Profile => outcome.Profile;

    public object Limits => new
    {
        WallSeconds = limits.WallTime.TotalSeconds,
        CpuSeconds = limits.CpuTime.TotalSeconds,
        limits.MemoryBytes,
        limits.Threads,
        limits.OutputBytesPerStream,
        limits.ResultBytes,
        limits.InputBytes,
        limits.ArtifactBytes,
        limits.ArtifactCount,
    };

    /// <summary>Prints why code did not even start.</summary>
    public static void PrintErrors(string file, IReadOnlyList<CodeDiagnostic> errors, bool asJson)
    {
        if (asJson)
        {
            Json.Print(new { Verdict = "doesNotCompile", Errors = errors });
            return;
        }

        foreach (var error in errors)
        {
            var place = error.Check is { } check ? $"check {check}" : $"{file}({error.Line},{error.Column})";
            Console.Error.WriteLine($"agentnb: {place}: error {error.Id}: {error.Message}");
        }
    }
}
