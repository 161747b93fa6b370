using System.Runtime.InteropServices;

namespace AgentNotebook.Gpu.Sampling;

/// <summary>What the lines of a log come to, bounded like a sampler's memory.</summary>
internal sealed class LogContent
{
    private readonly SampleLogHeader _header;
    private readonly SampleBuffer[] _buffers;
    private readonly TimeSpan[] _last;
    private readonly (long Used, long Ours)[] _peaks;
    private readonly MarkList _marks;

    public LogContent(SampleLogHeader header, MemorySamplerOptions options)
    {
        _header = header;
        _buffers = [.. header.Devices.Select(_ => new SampleBuffer(options.Capacity))];
        _last = new TimeSpan[_buffers.Length];
        _peaks = new (long, long)[_buffers.Length];
        _marks = new MarkList(options.MarkCapacity, options.MarkNameLength, devices: 0);
    }

    /// <summary>Takes a line.</summary>
    /// <returns><see langword="false"/> when it is none of a log's.</returns>
    public bool Add(ReadOnlySpan<byte> line)
    {
        if (SampleLogLine.ReadSample(line, _buffers.Length) is { } read)
        {
            // Time does not run backwards.
            if (read.Sample.At < _last[read.Device])
            {
                return false;
            }

            _last[read.Device] = read.Sample.At;
            _buffers[read.Device].Add(read.Sample);
            return true;
        }

        if (SampleLogLine.ReadPeak(line, _buffers.Length) is { } peak)
        {
            _peaks[peak.Device] = (peak.Used, peak.Ours);
            return true;
        }

        if (SampleLogLine.ReadMark(line) is not { } mark)
        {
            return false;
        }

        _marks.Add(mark.At, mark.Name, mark.Kind);
        return true;
    }

    /// <param name="damage">What to say of lines that could not be read; empty when all could.</param>
    public MemoryCurve ToCurve(string damage) => new(
        _header.Title,
        string.Join(' ', new[] { _header.Explanation, damage }.Where(text => text.Length > 0)),
        _header.Start,
        [.. _header.Devices.Select(Series)],
        _marks.ToArray(0, TimeSpan.Zero))
    {
        IsGpu = _header.IsGpu,

        // Written when nothing had been read yet, of which a share can come later.
        HasShare = _header.HasShare || _buffers.Any(buffer => buffer.PeakOursBytes > 0),
    };

    private MemorySeries Series(MemoryDevice device, int index)
    {
        var buffer = _buffers[index];
        return new MemorySeries(device, ImmutableCollectionsMarshal.AsImmutableArray(buffer.ToArray(TimeSpan.Zero)), Math.Max(buffer.PeakBytes, _peaks[index].Used))
        {
            PeakOursBytes = Math.Max(buffer.PeakOursBytes, _peaks[index].Ours),
            BaselineBytes = buffer.First?.UsedBytes ?? 0,
        };
    }
}
