using System.Globalization;
using AgentNotebook.Archives;
using AgentNotebook.Display;
using AgentNotebook.Display.Archives;
using AgentNotebook.Execution;

namespace AgentNotebook.Magics.Archives;

/// <summary><c>#!unpack</c>: unpacks an archive, all of it or nothing, in a process that can write nowhere else.</summary>
internal static class UnpackMagic
{
    internal const string File = "FILE";
    internal const string To = "--to";
    internal const string Policy = "--policy";
    internal const string List = "--list";
    internal const string KeepGoing = "--keep-going";
    internal const string Overwrite = "--overwrite";
    internal const string MaxBytes = "--max-bytes";
    internal const string MaxFileBytes = "--max-file-bytes";
    internal const string MaxEntries = "--max-entries";
    internal const string MaxRatio = "--max-ratio";
    internal const string MaxTime = "--max-time";

    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(1);

    public static MagicDeclaration Declaration { get; } = new(
        "#!unpack",
        "Unpacks a tar, tar.gz, tar.bz2 or zip whose maker nobody knows: all of it or nothing, and nothing outside the folder.",
        [
            new(File, ParameterKind.Text, "The archive; a relative path begins at the notebook.") { IsRequired = true },
            new(To, ParameterKind.Text, $"The folder it is unpacked to, made if it is not there. Needed without {List} and {KeepGoing}.") { ValueName = "DIR" },
            new(Policy, ParameterKind.Text, "Which entries are taken: data, or strict, which takes no links.") { ValueName = "NAME", Choices = ["data", "strict"], Default = "data" },
            new(List, ParameterKind.Flag, "Shows what is in it, judged all the same, and writes nothing."),
            new(KeepGoing, ParameterKind.Flag, "Finds every refusal instead of the first, and writes nothing."),
            new(Overwrite, ParameterKind.Flag, $"Replaces files that are in the folder already."),
            new(MaxBytes, ParameterKind.Bytes, "What all files together may have.") { ValueName = "SIZE", Default = "4GiB" },
            new(MaxFileBytes, ParameterKind.Bytes, "What one file may have.") { ValueName = "SIZE", Default = "4GiB" },
            new(MaxEntries, ParameterKind.Integer, "How many entries it may have.") { ValueName = "N", Minimum = 1, Maximum = 10_000_000, Default = "100000" },
            new(MaxRatio, ParameterKind.Integer, "How many bytes may come out for one, after the first 8 MiB.") { ValueName = "N", Minimum = 1, Default = "200" },
            new(MaxTime, ParameterKind.Duration, "How long it may take.") { ValueName = "TIME", Default = "10min" },
        ],
        RunAsync);

    private static async Task RunAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var (arguments, line) = (invocation.Arguments, invocation.BodyLine - 1);
        var writes = !arguments.Has(List) && !arguments.Has(KeepGoing);
        var to = arguments.Get<string?>(To, null);
        if (writes && to is null)
        {
            throw new MagicException($"{invocation.Magic.Name} needs a folder to unpack to: '{To} DIR'. '{List}' only shows what is in the archive.", line);
        }

        var report = await ExtractAsync(invocation, Request(arguments, invocation.Notebook.Services.Folder, to), line, cancellationToken);
        if (report.Succeeded)
        {
            invocation.Notebook.Display(ArchiveView.Render(report, to ?? ""));
            return;
        }

        if (report.Refusals.Count > 1)
        {
            invocation.Notebook.Display(ArchiveView.Render(report, to ?? ""));
        }

        var more = report.Refusals.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({report.Refusals.Count - 1:N0} more above)");
        throw new MagicException($"{arguments.Get(File, "")} was refused, and nothing was written: {ArchiveView.Line(report.Refusals[0])}{more}", line) { RefusedForSafety = true };
    }

    private static ExtractionRequest Request(MagicArguments arguments, string folder, string? to)
    {
        var defaults = new ExtractionLimits();
        return new ExtractionRequest
        {
            Archive = Path.GetFullPath(arguments.Get(File, ""), folder),
            Destination = Path.GetFullPath(to ?? ".", folder),
            Policy = arguments.Get(Policy, "data") == "strict" ? ArchivePolicy.Strict : ArchivePolicy.Data,
            ListOnly = arguments.Has(List),
            KeepGoing = arguments.Has(KeepGoing),
            Overwrite = arguments.Has(Overwrite),
            Limits = defaults with
            {
                TotalBytes = arguments.Get(MaxBytes, defaults.TotalBytes),
                FileBytes = arguments.Get(MaxFileBytes, arguments.Get(MaxBytes, defaults.FileBytes)),
                Entries = arguments.Get(MaxEntries, defaults.Entries),
                Ratio = arguments.Get(MaxRatio, (int)defaults.Ratio),
                Time = arguments.Get(MaxTime, defaults.Time),
            },
        };
    }

    private static async Task<ExtractionReport> ExtractAsync(MagicInvocation invocation, ExtractionRequest request, int line, CancellationToken cancellationToken)
    {
        var services = invocation.Notebook.Services;
        var progress = new LiveProgress(invocation, services.Time, _quiet);
        try
        {
            var extractor = new ArchiveExtractor();
            try
            {
                return await extractor.ExtractAsync(request, progress, cancellationToken);
            }
            catch (SandboxUnavailableException)
            {
                // Who runs the notebook at level none has asked for it by name.
                if ((await services.Runner.PrepareAsync(cancellationToken)).Level != SandboxLevel.None)
                {
                    throw;
                }

                return await extractor.ExtractAsync(request with { MinimumLevel = SandboxLevel.None }, progress, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or WorkerUnavailableException or PlatformNotSupportedException or UnauthorizedAccessException)
        {
            throw new MagicException(exception.Message, line, inner: exception);
        }
        catch (SandboxUnavailableException exception)
        {
            throw new MagicException(exception.Message, line, inner: exception) { RefusedForSafety = true };
        }
        finally
        {
            progress.End();
        }
    }
}
