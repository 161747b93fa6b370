using System.Diagnostics;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Placing;
using AgentNotebook.Archives.Reading;
using AgentNotebook.Archives.Running;
using AgentNotebook.Execution;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Archives;

/// <summary>Unpacks archives in a process that can write to one folder and nowhere else, and puts what came out in its place all at once, or not at all. Linux.</summary>
public sealed class ArchiveExtractor
{
    /// <summary>Unpacks, or lists, an archive.</summary>
    /// <param name="request">Which one, and where to.</param>
    /// <param name="progress">Is told now and then how far it is; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Stops at once; nothing is left behind.</param>
    /// <returns>What came out, or why nothing did. A bad archive is a report with refusals, never an exception.</returns>
    /// <exception cref="FileNotFoundException">There is no such archive, or it is no regular file.</exception>
    /// <exception cref="IOException">The archive cannot be read, the destination is no folder, or nothing can be made beside it.</exception>
    /// <exception cref="ArgumentException">A limit is out of its range, or the level is one that cannot keep the process to one folder.</exception>
    /// <exception cref="SandboxUnavailableException">The sandbox that was asked for cannot be had on this machine.</exception>
    /// <exception cref="WorkerUnavailableException">The process could not be started; trying again may help.</exception>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ExtractionReport> ExtractAsync(ExtractionRequest request, IProgress<ExtractionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Limits.Demand();
        if (request.MinimumLevel == SandboxLevel.Filtered)
        {
            throw new ArgumentException("Level 'filtered' cannot keep the extractor to one folder. Ask for 'confined' or 'isolated', or for 'none' to go without a sandbox.", nameof(request));
        }

        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("Archives are unpacked on Linux only: on other systems nothing keeps a name from leading elsewhere between looking and writing.");
        }

        var start = Stopwatch.GetTimestamp();
        using var archive = OpenArchive(request.Archive);
        var report = request.ListOnly || request.KeepGoing
            ? await SandboxedExtraction.RunAsync(request, archive, staging: null, progress, cancellationToken).ConfigureAwait(false)
            : await WriteAsync(request, archive, progress, cancellationToken).ConfigureAwait(false);
        return report with { Elapsed = Stopwatch.GetElapsedTime(start) };
    }

    private static SafeFileHandle OpenArchive(string path) => FileFacts.Of(path) is { IsFile: true }
        ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read)
        : throw new FileNotFoundException($"'{path}' is no file. An archive is read from a regular file.", path);

    private static async Task<ExtractionReport> WriteAsync(ExtractionRequest request, SafeFileHandle archive, IProgress<ExtractionProgress>? progress, CancellationToken cancellationToken)
    {
        using var staging = StagingFolder.Create(request.Destination);
        var report = await SandboxedExtraction.RunAsync(request, archive, staging, progress, cancellationToken).ConfigureAwait(false);
        if (!report.Succeeded)
        {
            return report with { Written = false };
        }

        try
        {
            StagedTree.Demand(staging.Tree, report, request.Policy, request.Limits);
            cancellationToken.ThrowIfCancellationRequested();
            Placement.Put(staging, report.Entries, request.Overwrite);
            return report with { Written = true };
        }
        catch (ArchiveRefusedException refused)
        {
            return report with { Written = false, Refusals = [refused.Refusal] };
        }
    }
}
