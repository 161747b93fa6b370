using System.Buffers.Text;
using AgentNotebook.Execution.Processes;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Execution.Workers;

/// <summary>Reads what a worker uses, on Linux from /proc, through descriptors that stay those of one process. One that has ended keeps its last readings.</summary>
internal sealed class ProcessMeter : IDisposable
{
    // proc_pid_stat(5), counted from the field after the name: state is 0.
    private const int ThreadsField = 17;

    private readonly int _process;
    private readonly SafeFileHandle? _statm;
    private readonly SafeFileHandle? _stat;
    private readonly SafeFileHandle? _status;
    private readonly byte[] _buffer = new byte[4096];

    private ProcessMeter(int process)
    {
        _process = process;
        if (process > 0 && OperatingSystem.IsLinux())
        {
            try
            {
                _statm = File.OpenHandle($"/proc/{process}/statm");
                _stat = File.OpenHandle($"/proc/{process}/stat");
                _status = File.OpenHandle($"/proc/{process}/status");
            }
            catch (IOException)
            {
                // It has ended already; there is nothing to read.
            }
        }
    }

    /// <summary>A meter of no process.</summary>
    internal static ProcessMeter Nothing { get; } = new(0);

    /// <summary>The most resident memory seen, in bytes.</summary>
    internal long PeakBytes { get; private set; }

    /// <summary>Processor time of all its threads at the last look.</summary>
    internal TimeSpan CpuTime { get; private set; }

    /// <summary>Threads at the last look.</summary>
    internal int Threads { get; private set; }

    internal static ProcessMeter Of(int process) => new(process);

    /// <summary>Resident memory now, in bytes; 0 when it cannot be read.</summary>
    internal long Sample()
    {
        var resident = Field(Read(_statm), 1) * Environment.SystemPageSize;
        PeakBytes = Math.Max(PeakBytes, resident);
        return resident;
    }

    /// <summary>Looks at processor time and threads.</summary>
    internal void SampleLoad()
    {
        var text = Read(_stat);
        // The name in parentheses may hold blanks and parentheses itself; what follows its last one are plain fields.
        var fields = text[Math.Min(text.Length, text.LastIndexOf((byte)')') + 2)..];
        if (fields.Length > 0)
        {
            Threads = (int)Field(fields, ThreadsField);
            CpuTime = ProcessorTime() ?? CpuTime;
        }
    }

    /// <summary>Looks at everything once, while the worker still lives.</summary>
    internal void Read()
    {
        _ = Sample();
        SampleLoad();
        PeakBytes = Math.Max(PeakBytes, HighWaterMark());
    }

    public void Dispose()
    {
        _statm?.Dispose();
        _stat?.Dispose();
        _status?.Dispose();
    }

    private ReadOnlySpan<byte> Read(SafeFileHandle? file)
    {
        try
        {
            return file is null ? [] : _buffer.AsSpan(0, RandomAccess.Read(file, _buffer, 0));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return [];
        }
    }

    // The clock of another process's processor time: clock_getcpuclockid(3), which makes its id from the process's so. /proc counts in steps of 10 ms.
    private unsafe TimeSpan? ProcessorTime()
    {
        var time = stackalloc long[2];
        return LinuxCalls.ReadClock((~_process << 3) | 2, time) == 0 ? TimeSpan.FromTicks((time[0] * TimeSpan.TicksPerSecond) + (time[1] / TimeSpan.NanosecondsPerTick)) : null;
    }

    private static long Field(ReadOnlySpan<byte> text, int index)
    {
        for (; index > 0; index--)
        {
            text = text[(text.IndexOf((byte)' ') + 1)..];
        }

        return Utf8Parser.TryParse(text, out long value, out _) ? value : 0;
    }

    // proc_pid_status(5): in KiB, after blanks.
    private long HighWaterMark()
    {
        var status = Read(_status);
        var at = status.IndexOf("VmHWM:"u8);
        return at < 0 || !Utf8Parser.TryParse(status[(at + 6)..].TrimStart(" \t"u8), out long kibibytes, out _) ? 0 : kibibytes << 10;
    }
}
