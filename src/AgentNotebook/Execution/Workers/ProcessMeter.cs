using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Execution.Workers;

/// <summary>Reads what a worker uses. A process that has ended keeps its last readings.</summary>
internal sealed class ProcessMeter : IDisposable
{
    private readonly Process _process;
    private readonly SafeFileHandle? _statm;
    private readonly byte[] _buffer = new byte[128];

    internal ProcessMeter(Process process)
    {
        _process = process;
        try
        {
            _statm = OperatingSystem.IsLinux() ? File.OpenHandle($"/proc/{process.Id}/statm") : null;
        }
        catch (IOException)
        {
            // It has ended already; there is nothing to read.
        }
    }

    /// <summary>The most resident memory seen, in bytes.</summary>
    internal long PeakBytes { get; private set; }

    internal TimeSpan CpuTime { get; private set; }

    /// <summary>Resident memory now, in bytes; 0 when it cannot be read.</summary>
    internal long Sample()
    {
        var resident = Resident();
        PeakBytes = Math.Max(PeakBytes, resident);
        return resident;
    }

    /// <summary>Reads everything once, while the worker still lives.</summary>
    internal void Read()
    {
        _ = Sample();
        try
        {
            _process.Refresh();
            CpuTime = _process.TotalProcessorTime;
            PeakBytes = Math.Max(PeakBytes, OperatingSystem.IsLinux() ? HighWaterMark() : _process.PeakWorkingSet64);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended between two readings.
        }
    }

    public void Dispose() => _statm?.Dispose();

    // proc_pid_statm(5): size and resident, in pages.
    private long Resident()
    {
        try
        {
            if (_statm is null)
            {
                _process.Refresh();
                return OperatingSystem.IsLinux() ? 0 : _process.WorkingSet64;
            }

            var text = _buffer.AsSpan(0, RandomAccess.Read(_statm, _buffer, 0));
            var rest = text[(text.IndexOf((byte)' ') + 1)..];
            return Utf8Parser.TryParse(rest, out long pages, out _) ? pages * Environment.SystemPageSize : 0;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    private long HighWaterMark()
    {
        const string Field = "VmHWM:";
        var line = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.AsSpan(Field.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) << 10;
    }
}
