using System.CommandLine;
using System.Globalization;
using AgentNotebook.Archives;
using AgentNotebook.Display.Archives;
using AgentNotebook.Execution;
using AgentNotebook.Magics;
using AgentNotebook.Text;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb unpack</c>: unpacks an archive, all of it or nothing, in a process that can write nowhere else.</summary>
internal static class UnpackCommand
{
    private static readonly string[] _policies = ["data", "strict"];
    private static readonly string[] _levels = ["none", "confined", "isolated"];

    private static readonly Argument<string> _file = new("file") { Description = "The archive: tar, tar.gz, tar.bz2 or zip, whatever its name." };

    private static readonly Option<string?> _to = new("--to") { Description = "The folder it is unpacked to, made if it is not there. Needed without --list and --keep-going.", HelpName = "DIR" };

    private static readonly Option<string?> _policy = new("--policy") { Description = "Which entries are taken: data, or strict, which takes no links. Default: data.", HelpName = "NAME" };

    private static readonly Option<bool> _list = new("--list") { Description = "Shows what is in it, judged all the same, and writes nothing." };

    private static readonly Option<bool> _keepGoing = new("--keep-going") { Description = "Finds every refusal instead of the first, and writes nothing." };

    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces files that are in the folder already." };

    private static readonly Option<string?> _maxBytes = new("--max-bytes") { Description = "What all files together may have. Default: 4GiB.", HelpName = "SIZE" };

    private static readonly Option<string?> _maxFileBytes = new("--max-file-bytes") { Description = "What one file may have. Default: as much as all together.", HelpName = "SIZE" };

    private static readonly Option<int?> _maxEntries = new("--max-entries") { Description = "How many entries it may have. Default: 100000.", HelpName = "N" };

    private static readonly Option<double?> _maxRatio = new("--max-ratio") { Description = "How many bytes may come out for one, after the first 8 MiB. Default: 200.", HelpName = "N" };

    private static readonly Option<string?> _maxTime = new("--max-time") { Description = "How long it may take, such as 30s or 5m. Default: 10min.", HelpName = "TIME" };

    private static readonly Option<string?> _level = new("--level") { Description = "The weakest sandbox that is accepted: none, confined or isolated. Default: confined.", HelpName = "LEVEL" };

    private static readonly Option<bool> _json = new("--json") { Description = "Prints the report as one JSON document." };

    public static Command Create()
    {
        var command = new Command("unpack", "Unpacks an archive whose maker nobody knows: all of it or nothing, and nothing outside the folder.")
        {
            _file, _to, _policy, _list, _keepGoing, _overwrite, _maxBytes, _maxFileBytes, _maxEntries, _maxRatio, _maxTime, _level, _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = Read(parsed);
        ExtractionReport report;
        using (var progress = new ProgressLine(parsed.GetRequiredValue(_file)))
        {
            try
            {
                report = await new ArchiveExtractor().ExtractAsync(request, progress, cancellationToken);
                if (report.Refusals is [{ Rule: ArchiveRule.UnsupportedFormat }] && ProviderFolders.LoadDecoders())
                {
                    report = await new ArchiveExtractor().ExtractAsync(request, progress, cancellationToken);
                }
            }
            catch (ArgumentException exception)
            {
                throw new UsageException(exception.Message);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
            {
                progress.Dispose();
                Console.Error.WriteLine($"agentnb: {exception.Message}");
                return ExitCode.Failure;
            }
        }

        if (parsed.GetValue(_json))
        {
            Json.Print(new UnpackReport(report, request));
        }
        else
        {
            Print(report, parsed.GetValue(_to) ?? "");
        }

        return report.Succeeded ? ExitCode.Success : ExitCode.Refused;
    }

    private static void Print(ExtractionReport report, string to)
    {
        if (report.Level == SandboxLevel.None)
        {
            Console.Error.WriteLine("agentnb: warning: level none is no sandbox; the archive was read with your own rights to files");
        }

        if (report.Succeeded)
        {
            Console.Out.WriteLine(ArchiveView.Render(report, to).Data[Display.MimeBundle.Text]);
            return;
        }

        foreach (var refusal in report.Refusals)
        {
            Console.Error.WriteLine($"agentnb: {ArchiveView.Line(refusal)}");
        }

        Console.Error.WriteLine($"agentnb: {ArchiveView.Head(report, to)}");
    }

    private static ExtractionRequest Read(ParseResult parsed)
    {
        var (list, keepGoing, to) = (parsed.GetValue(_list), parsed.GetValue(_keepGoing), parsed.GetValue(_to));
        if (to is null && !list && !keepGoing)
        {
            throw new UsageException("unpack needs a folder to unpack to: --to DIR. --list only shows what is in the archive.");
        }

        var defaults = new ExtractionLimits();
        var total = Size("--max-bytes", parsed.GetValue(_maxBytes)) ?? defaults.TotalBytes;
        return new ExtractionRequest
        {
            Archive = Path.GetFullPath(parsed.GetRequiredValue(_file)),
            Destination = Path.GetFullPath(to ?? "."),
            Policy = (ArchivePolicy)Choice("--policy", parsed.GetValue(_policy) ?? "data", _policies),
            ListOnly = list,
            KeepGoing = keepGoing,
            Overwrite = parsed.GetValue(_overwrite),
            MinimumLevel = Enum.Parse<SandboxLevel>(_levels[Choice("--level", parsed.GetValue(_level) ?? "confined", _levels)], ignoreCase: true),
            Limits = defaults with
            {
                TotalBytes = total,
                FileBytes = Size("--max-file-bytes", parsed.GetValue(_maxFileBytes)) ?? total,
                Entries = parsed.GetValue(_maxEntries) ?? defaults.Entries,
                Ratio = parsed.GetValue(_maxRatio) ?? defaults.Ratio,
                Time = Time(parsed.GetValue(_maxTime)) ?? defaults.Time,
            },
        };
    }

    private static int Choice(string option, string given, string[] choices)
    {
        var nearest = NearestName.Of(given, choices);
        return Array.IndexOf(choices, given) is >= 0 and var index
            ? index
            : throw new UsageException($"{option} takes {string.Join(", ", choices[..^1])} or {choices[^1]}, not '{given}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}");
    }

    private static long? Size(string option, string? given) => given is null ? null
        : Quantity.TryParseBytes(given, out var bytes) ? bytes
        : throw new UsageException($"{option} takes a size such as 512MiB or 2GB, not '{given}'.");

    private static TimeSpan? Time(string? given) => given is null ? null
        : Quantity.TryParseDuration(double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? given + "s" : given, out var time) ? time
        : throw new UsageException($"--max-time takes a time such as 30s or 5m, not '{given}'.");
}
