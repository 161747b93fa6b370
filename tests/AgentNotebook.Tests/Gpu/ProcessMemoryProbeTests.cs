using System.Diagnostics;
using AgentNotebook.Gpu.Processes;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Gpu;

[Collection(MemoryOfTheTestProcess.Name)]
public class ProcessMemoryProbeTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void memory_that_this_process_takes_shows_in_the_resident_set_and_in_the_managed_heap()
    {
        using var probe = new ProcessMemoryProbe("test", "Why.", _time);
        GiveBackWhatEarlierTestsLeft();
        var before = probe.Read(0)!.Value;
        var block = GC.AllocateUninitializedArray<byte>(400 << 20, pinned: true);
        block.AsSpan().Fill(1);
        var after = probe.Read(0)!.Value;
        GC.KeepAlive(block);
        Assert.InRange(after.OursBytes - before.OursBytes, 300L << 20, 1000L << 20);
        Assert.InRange(after.UsedBytes - before.UsedBytes, 300L << 20, 1000L << 20);
    }

    [LinuxFact]
    public void children_and_grandchildren_are_found_counted_and_forgotten_when_they_end()
    {
        using var probe = new ProcessMemoryProbe("test", "Why.", _time);

        // A shell within a shell holds 60 MB in a variable and says when it has them; both end with their standard input.
        using var child = Process.Start(new ProcessStartInfo("sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "-c", "(x=$(head -c 60000000 /dev/zero | tr '\\0' x); echo ${#x}; read -r line); exit 0" },
        })!;
        Assert.Equal("60000000", child.StandardOutput.ReadLine());

        GiveBackWhatEarlierTestsLeft();
        var before = probe.Read(0)!.Value.UsedBytes;
        _time.Advance(ProcessMemoryProbe.Rescan);
        var reading = probe.Read(0)!.Value;
        var with = reading.UsedBytes;
        child.StandardInput.Close();
        child.WaitForExit();
        var after = probe.Read(0)!.Value.UsedBytes;
        Assert.InRange(with - before, 40_000_000, 1_000_000_000);
        Assert.InRange(reading.OthersBytes, 40_000_000, with - reading.OursBytes);
        Assert.InRange(with - after, 40_000_000, 1_000_000_000);
    }

    [LinuxFact]
    public void the_capacity_is_the_machines_memory()
    {
        using var probe = new ProcessMemoryProbe("test", "Why.", _time);
        var total = File.ReadLines("/proc/meminfo").First(line => line.StartsWith("MemTotal:", StringComparison.Ordinal));
        Assert.Equal(long.Parse(total.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) << 10, probe.Devices[0].TotalBytes);
    }

    [LinuxFact]
    public void a_reading_allocates_nothing_also_when_children_are_looked_for()
    {
        using var probe = new ProcessMemoryProbe("test", "Why.", _time);
        Read(200);
        Assert.InRange(Allocations.OfEach(() => Read(1000)), 0, 200);

        void Read(int times)
        {
            for (var i = 0; i < times; i++)
            {
                _time.Advance(ProcessMemoryProbe.Rescan / 10);
                probe.Read(0);
            }
        }
    }

    [Fact]
    public void a_disposed_probe_says_so_and_another_device_than_the_first_is_refused()
    {
        var probe = new ProcessMemoryProbe("test", "Why.", _time);
        Assert.Throws<ArgumentOutOfRangeException>(() => probe.Read(1));
        probe.Dispose();
        Assert.Throws<ObjectDisposedException>(() => probe.Read(0));
    }

    [LinuxFact]
    public void a_process_is_ours_when_it_is_this_one_or_descends_from_it()
    {
        var family = new ProcessFamily(_time);
        Assert.True(family.Contains(Environment.ProcessId));
        Assert.False(family.Contains(1));
        using var child = Process.Start(new ProcessStartInfo("sleep", "60"))!;
        try
        {
            Assert.True(family.Contains(child.Id));
        }
        finally
        {
            child.Kill();
        }
    }

    /// <summary>So that it is not given back between two readings.</summary>
    private static void GiveBackWhatEarlierTestsLeft() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
