using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Leases;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Gpu.Leases;

/// <summary>Leases over a device whose memory a test sets, and whose clock a test advances.</summary>
internal sealed class LeaseBench : IDisposable
{
    private readonly MemorySampler _sampler;

    public LeaseBench(params string[] devices)
    {
        Probe = new ScriptedProbe(devices.Length == 0 ? ["gpu"] : devices) { Answer = (_, _) => new MemoryReading(Others + Ours, Ours) };
        var ticking = new Ticking(Time);
        _sampler = new MemorySampler(Probe, time: ticking);
        Leases = new MemoryLeases(_sampler, ticking);
    }

    public const long MiB = 1L << 20;

    public ManualTimeProvider Time { get; } = new();

    public ScriptedProbe Probe { get; }

    public MemoryLeases Leases { get; }

    /// <summary>In use by us, on each device.</summary>
    public long Ours { get; set; } = 100 * MiB;

    /// <summary>In use by others, on each device.</summary>
    public long Others { get; set; } = 1000 * MiB;

    public MemoryCurve Curve => _sampler.Snapshot();

    /// <summary>Lets the sampler read.</summary>
    public void Sample() => _sampler.Sample();

    /// <summary>Something that takes memory and gives it back when it is disposed.</summary>
    public Tensor Take(long bytes, List<string>? log = null, string name = "tensor")
    {
        Ours += bytes;
        Sample();
        return new Tensor(() =>
        {
            log?.Add($"dispose {name}");
            Ours -= bytes;
        });
    }

    public void Dispose()
    {
        Leases.Dispose();
        _sampler.Dispose();
    }

    /// <summary>No two readings at the same moment, as on a real clock: what was read before a mark is before it.</summary>
    private sealed class Ticking(ManualTimeProvider time) : TimeProvider
    {
        private long _readings;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp() + Interlocked.Increment(ref _readings);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
    }

    public sealed class Tensor(Action dispose) : IDisposable
    {
        private Action? _dispose = dispose;

        public void Dispose() => Interlocked.Exchange(ref _dispose, null)?.Invoke();
    }
}
