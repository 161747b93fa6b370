using System.CommandLine;
using System.Globalization;
using AgentNotebook.Gpu;
using AgentNotebook.Magics;
using AgentNotebook.Text;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb gpu watch</c>: samples memory until it is stopped, and shows the curve.</summary>
internal static class GpuWatchCommand
{
    private static readonly Option<int> _rate = new("--rate") { Description = $"Samples of each device a second, {MemorySamplerOptions.LeastSamplesPerSecond} to {MemorySamplerOptions.MostSamplesPerSecond}. Default: 20.", HelpName = "N", DefaultValueFactory = _ => new MemorySamplerOptions().SamplesPerSecond };

    private static readonly Option<string?> _for = new("--for") { Description = "How long, such as 30s or 5m. Default: until it is interrupted.", HelpName = "TIME" };

    private static readonly Option<string> _every = new("--every") { Description = "How often a line is printed. Default: 1s.", HelpName = "TIME", DefaultValueFactory = _ => "1s" };

    private static readonly Option<string?> _log = new("--log") { Description = "Appends every sample to a file, which survives whatever happens to this process; 'agentnb gpu show' reads it. One that is there is kept as FILE.previous.", HelpName = "FILE" };

    public static Command Create()
    {
        var output = new CurveOutput();
        var command = new Command("watch", "Samples GPU memory (without a GPU: this process's), prints it as it goes and the whole curve at the end.") { _rate, _for, _every, _log };
        foreach (var option in output.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => WatchAsync(parsed, output, cancellationToken));
        return command;
    }

    private static async Task<int> WatchAsync(ParseResult parsed, CurveOutput output, CancellationToken cancellationToken)
    {
        output.Check(parsed);
        var rate = parsed.GetValue(_rate);
        if (rate is < MemorySamplerOptions.LeastSamplesPerSecond or > MemorySamplerOptions.MostSamplesPerSecond)
        {
            throw new UsageException($"--rate goes from {MemorySamplerOptions.LeastSamplesPerSecond} to {MemorySamplerOptions.MostSamplesPerSecond}, and {rate} does not lie there.");
        }

        var every = Time("--every", parsed.GetRequiredValue(_every));
        var limit = parsed.GetValue(_for) is { } text ? Time("--for", text) : Timeout.InfiniteTimeSpan;
        using var signals = new StopSignals();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Token);
        using var probe = MemoryProbes.Detect();
        using var sampler = new MemorySampler(probe, new MemorySamplerOptions { SamplesPerSecond = rate, LogFile = parsed.GetValue(_log) });
        if (parsed.GetValue(_log) is { } file && sampler.LogFile is null)
        {
            throw new MemoryLogException($"{file}: {sampler.Snapshot().Explanation}");
        }

        end.CancelAfter(limit);
        var quiet = output.IsForProgram(parsed);
        if (!quiet)
        {
            Console.Out.WriteLine(probe.Title);
        }

        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                if (!quiet)
                {
                    Print(sampler.Snapshot());
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The time is up, or somebody wants to see what there is.
        }

        output.Write(parsed, sampler.Snapshot());
        return ExitCode.Success;
    }

    private static void Print(MemoryCurve curve)
    {
        foreach (var series in curve.Devices)
        {
            var name = curve.IsGpu ? series.Device.Label : series.Device.Name;
            var now = series.Samples.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{series.Samples[^1].At.TotalSeconds,7:0.0} s  {name}: {ByteText.Of(series.Samples[^1].UsedBytes)} in use, peak {ByteText.Of(series.PeakBytes)}") : $"{name}: no sample";
            Console.Out.WriteLine(now);
        }
    }

    private static TimeSpan Time(string option, string text) =>
        Quantity.TryParseDuration(text, out var time) && time <= TimeSpan.FromDays(30)
            ? time
            : throw new UsageException($"{option} takes a time of at most 30 days, such as 500ms, 30s or 5m, not '{text}'.");
}
