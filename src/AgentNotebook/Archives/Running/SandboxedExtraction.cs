using System.Globalization;
using AgentNotebook.Archives.Decoding;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Placing;
using AgentNotebook.Archives.Reading;
using AgentNotebook.Archives.Reading.Decoded;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Execution.Workers;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Archives.Running;

/// <summary>One archive in one worker, which inherits it open and can write to one folder.</summary>
internal static class SandboxedExtraction
{
    private const string Guest = "AgentNotebook.Worker.Archives.ExtractionGuest";
    private const string Method = "RunAsync";
    private const long MemoryBytes = 512L << 20;
    private const long ReportBytes = 512L << 20;
    private const int FromHere = 1;

    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _betweenProgress = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the extractor.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="archive">The archive, open.</param>
    /// <param name="staging">Where it may write; <see langword="null"/> to read and judge only.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Kills the worker.</param>
    internal static async Task<ExtractionReport> RunAsync(ExtractionRequest request, SafeFileHandle archive, StagingFolder? staging, IProgress<ExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        var limits = new ExecutionLimits
        {
            WallTime = request.Limits.Time + _grace,
            CpuTime = (request.Limits.Time * 2) + _grace,
            MemoryBytes = MemoryBytes,
            ArtifactBytes = ReportBytes,
            ArtifactCount = 1,
        };
        var options = new WorkerRunnerOptions
        {
            Inherited = staging is null ? [(int)archive.DangerousGetHandle()] : [(int)archive.DangerousGetHandle(), staging.Tree.Descriptor],
            Pool = new WorkerPoolOptions { Spares = 0, MaximumWorkers = 1 },
            Sandbox = new SandboxOptions
            {
                MinimumLevel = request.MinimumLevel,
                MaximumLevel = request.MaximumLevel,
                Profile = staging is null ? SandboxProfile.Compute : SandboxProfile.Extract,
                StagingFolder = staging?.Place,
                StagingDescriptor = staging?.Tree.Descriptor,
            },
        };
        var begin = Begin(archive);
        var decoder = ArchiveDecoders.Find(begin);
        var orders = new ExtractionOrders(request.Policy, request.Limits, staging is not null, request.KeepGoing) 
        {
            // Only in a zip are times local, and finding out what that means takes a few milliseconds.
            Local = begin.AsSpan().StartsWith("PK"u8) ? LocalTime.Of(TimeZoneInfo.Local) : LocalTime.Universal,
            Decoder = decoder is var (format, found) ? new DecoderOrders(format, found.EntryType, found.EntryMethod, found.Assemblies.Count) : null,
        };
        var program = new GuestProgram
        {
            Submissions = [new GuestSubmission(default, default, Guest, Method, null, [])],
            Inputs = [new GuestInput(ExtractionOrders.InputName, orders.Encode()), .. Images(decoder?.Decoder)],
        };
        GuestOutcome outcome;
        await using (var runner = new WorkerRunner(options))
        {
            var running = runner.RunAsync(program, limits, cancellationToken);
            if (progress is not null)
            {
                await TellAsync(progress, archive, running).ConfigureAwait(false);
            }

            outcome = await running.ConfigureAwait(false);
        }

        return Report(outcome, request) with { Level = outcome.Level, PeakMemoryBytes = outcome.PeakMemoryBytes };
    }

    private static byte[] Begin(SafeFileHandle archive)
    {
        var begin = new byte[DecoderOrders.LongestSignature];
        return begin[..RandomAccess.Read(archive, begin, 0)];
    }

    private static IEnumerable<GuestInput> Images(IArchiveDecoder? decoder) =>
        (decoder?.Assemblies ?? []).Select((path, index) => new GuestInput(DecoderOrders.InputName(index), File.ReadAllBytes(path)));

    // The worker's place in the file is also this process's: they have it open together.
    private static async Task TellAsync(IProgress<ExtractionProgress> progress, SafeFileHandle archive, Task running)
    {
        var length = RandomAccess.GetLength(archive);
        while (await Task.WhenAny(running, Task.Delay(_betweenProgress)).ConfigureAwait(false) != running)
        {
            progress.Report(new ExtractionProgress(Math.Clamp(FolderCalls.Seek((int)archive.DangerousGetHandle(), 0, FromHere), 0, length), length));
        }

        progress.Report(new ExtractionProgress(length, length));
    }

    private static ExtractionReport Report(GuestOutcome outcome, ExtractionRequest request)
    {
        if (outcome.Verdict != Verdict.Completed)
        {
            return Refused(
                outcome.Verdict switch { Verdict.TimedOut => ArchiveRule.TimeExceeded, Verdict.OutOfMemory => ArchiveRule.MemoryExceeded, _ => ArchiveRule.ExtractorFailed },
                $"The process that reads the archive did not come to its end. {outcome.Reason}");
        }

        try
        {
            return outcome.Artifacts is [{ Name: ExtractionOrders.ReportName, Bytes: var bytes }]
                ? ReportMessage.Decode(bytes, request.Limits)
                : Refused(ArchiveRule.ExtractorFailed, "The process that reads the archive left no report.");
        }
        catch (FrameException exception)
        {
            return Refused(ArchiveRule.ExtractorFailed, string.Create(CultureInfo.InvariantCulture, $"The report of the process that reads the archive does not hold together: it has {exception.Message}."));
        }
    }

    private static ExtractionReport Refused(ArchiveRule rule, string message) => new() { Format = "", Refusals = [new ArchiveRefusal(rule, "", -1, message)] };
}
