using System.Globalization;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Tool.Bench.Figures;

/// <summary>What the figures were taken on.</summary>
internal record Machine
{
    public int Processors { get; } = Environment.ProcessorCount;

    public string System { get; } = RuntimeInformation.OSDescription;

    public string Kernel { get; } = Environment.OSVersion.VersionString;

    public string Architecture { get; } = RuntimeInformation.ProcessArchitecture.ToString();

    public string Runtime { get; } = RuntimeInformation.FrameworkDescription;

    /// <summary>Whether the tool was compiled ahead of time.</summary>
    public bool ToolIsReadyToRun { get; } = IsReadyToRun(typeof(Machine).Assembly.Location);

    /// <summary>Whether the C# compiler inside it was.</summary>
    public bool CompilerIsReadyToRun { get; } = IsReadyToRun(typeof(CSharpCompilation).Assembly.Location);

    /// <summary>Processes that ran or wanted to, on average over the minute before; <see langword="null"/> where the system does not say.</summary>
    public required double? LoadAtStart { get; init; }

    /// <summary>The same at the end: this benchmark is part of it.</summary>
    public required double? LoadAtEnd { get; init; }

    /// <summary>Milliseconds of a piece of work that is always the same.</summary>
    public required Spread Calibration { get; init; }

    /// <summary>How uneven the machine is: the slowest of a hundred such pieces in units of the median.</summary>
    public double CalibrationP99OverMedian => Math.Round(Calibration.P99 / Calibration.Median, 2);

    /// <summary>How busy the machine is: the same piece of work as it usually went in units of the fastest.</summary>
    public double CalibrationMedianOverMin => Math.Round(Calibration.Median / Calibration.Min, 2);

    /// <summary>proc_loadavg(5).</summary>
    public static double? Load() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;

    protected static bool IsReadyToRun(string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        using var image = new PEReader(File.OpenRead(file));
        return image.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
    }

    /// <summary>The lines a person reads below the figures.</summary>
    public virtual IEnumerable<string> ToLines()
    {
        yield return Say($"{Processors} processors, {System}, {Kernel}, {Architecture}, {Runtime}");
        yield return $"ReadyToRun: {ReadyToRun}";
        yield return Say($"Load average {LoadAtStart:0.00} at the start, {LoadAtEnd:0.00} at the end; a fixed loop took {Calibration.Median:0.00} ms (median ÷ min {CalibrationMedianOverMin:0.00}, p99 ÷ median {CalibrationP99OverMedian:0.00}, max {Calibration.Max:0.00} ms)");
    }

    /// <summary>Which parts were compiled ahead of time, in words.</summary>
    protected virtual string ReadyToRun => $"tool {YesNo(ToolIsReadyToRun)}, compiler {YesNo(CompilerIsReadyToRun)}";

    protected static string YesNo(bool value) => value ? "yes" : "no";

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
