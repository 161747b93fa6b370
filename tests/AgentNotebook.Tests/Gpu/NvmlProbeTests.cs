using System.Diagnostics;
using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Nvml;
using AgentNotebook.Gpu.Processes;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Gpu;

public class NvmlProbeTests
{
    private static readonly string[] OneGpu = ["driver=580.1", "count=1", "name.0=Stub H100", "total.0=85899345920", "reserved.0=1000", "used.0=2000000"];

    private readonly ManualTimeProvider _time = new();

    [RequiresGccFact]
    public void devices_names_capacity_and_driver_version_are_the_drivers()
    {
        using var stub = new NvmlStub();
        stub.Answer("driver=580.95.05", "count=2", "name.0=Stub H100", "total.0=85899345920", "name.1=Stub A2", "total.1=16000000000");
        using var probe = Open(stub);
        Assert.Equal("GPU memory (NVML 580.95.05)", probe.Title);
        Assert.True(probe.IsGpu);
        Assert.Equal([new MemoryDevice(0, "Stub H100", 85899345920), new MemoryDevice(1, "Stub A2", 16000000000)], probe.Devices);
    }

    [RequiresGccFact]
    public void a_reading_leaves_out_what_the_driver_reserves_and_counts_our_processes_and_their_children()
    {
        using var stub = new NvmlStub();
        using var child = Process.Start("sleep", "60");
        try
        {
            stub.Answer([.. OneGpu, $"process.0.0=1 700", $"process.0.1={Environment.ProcessId} 300", $"process.0.2={child.Id} 40"]);
            using var probe = Open(stub);
            Assert.Equal(new MemoryReading(2_000_000, 340) { OthersBytes = 700 }, probe.Read(0));
            Assert.Equal(1_998_960, probe.Read(0)!.Value.UnexplainedBytes);
            Assert.True(probe.TellsShare || new ProcessFamily(_time).IsNumberedApart);
            Assert.Equal("", probe.Explanation);
        }
        finally
        {
            child.Kill();
        }
    }

    [RequiresGccFact]
    public void a_child_that_starts_between_readings_is_counted_once_answers_have_aged()
    {
        using var stub = new NvmlStub();
        stub.Answer(OneGpu);
        using var probe = Open(stub);
        Assert.Equal(0, probe.Read(0)!.Value.OursBytes);
        using var child = Process.Start("sleep", "60");
        try
        {
            stub.Answer([.. OneGpu, $"process.0.0={child.Id} 40"]);
            _time.Advance(ProcessFamily.Memory);
            Assert.Equal(40, probe.Read(0)!.Value.OursBytes);
        }
        finally
        {
            child.Kill();
        }
    }

    [RequiresGccFact]
    public void more_processes_than_expected_are_all_read()
    {
        using var stub = new NvmlStub();
        stub.Answer([.. OneGpu, .. Enumerable.Range(0, 200).Select(i => $"process.0.{i}={(i == 199 ? Environment.ProcessId : 1)} 5")]);
        using var probe = Open(stub);
        Assert.Equal(5, probe.Read(0)!.Value.OursBytes);
    }

    [RequiresGccFact]
    public void an_older_library_without_the_second_version_is_read_by_the_first()
    {
        using var stub = new NvmlStub("WITHOUT_V2");
        stub.Answer([.. OneGpu, $"process.0.0={Environment.ProcessId} 300"]);
        using var probe = Open(stub);
        Assert.Equal(new MemoryReading(2_001_000, 300), probe.Read(0));
    }

    [RequiresGccFact]
    public void an_older_driver_that_refuses_the_second_version_is_read_by_the_first()
    {
        using var stub = new NvmlStub();
        stub.Answer([.. OneGpu, "memory_v2.0=13"]);
        using var probe = Open(stub);
        Assert.Equal(2_001_000, probe.Read(0)!.Value.UsedBytes);
    }

    [RequiresGccFact]
    public void a_device_lost_midway_reads_as_null_and_reads_again_when_it_is_back()
    {
        using var stub = new NvmlStub();
        stub.Answer(OneGpu);
        using var probe = Open(stub);
        Assert.NotNull(probe.Read(0));
        stub.Answer([.. OneGpu, "memory.0=15"]);
        Assert.Null(probe.Read(0));
        stub.Answer(OneGpu);
        Assert.NotNull(probe.Read(0));
        Assert.Null(probe.Trouble(0));
    }

    [RequiresGccFact]
    public void what_became_of_a_device_midway_is_told_apart_in_words()
    {
        using var stub = new NvmlStub();
        foreach (var (code, brief, wayOut) in new[]
        {
            (15, "is lost", "restart of the machine"), (16, "needs a reset", "nvidia-smi --gpu-reset"), (4, "refuses access", "/dev/nvidia*"),
            (9, "has lost its driver", "modprobe nvidia"), (6, "is gone", "arranged anew (MIG)"), (999, "does not answer", ""),
        })
        {
            stub.Answer(OneGpu);
            using var probe = Open(stub);
            Assert.NotNull(probe.Read(0));
            stub.Answer([.. OneGpu, $"memory.0={code}"]);
            Assert.Null(probe.Read(0));
            Assert.Null(probe.Inspect(0));
            Assert.Equal(brief, probe.Trouble(0));
            Assert.Contains($"GPU 0 (Stub H100) {brief} (NVML: stub text {code}, code {code})", probe.Explanation, StringComparison.Ordinal);
            Assert.Contains(wayOut, probe.Explanation, StringComparison.Ordinal);
        }
    }

    [RequiresGccFact]
    public void a_disposed_probe_still_says_what_became_of_its_devices()
    {
        using var stub = new NvmlStub();
        stub.Answer(OneGpu);
        var probe = Open(stub);
        stub.Answer([.. OneGpu, "memory.0=15"]);
        probe.Read(0);
        probe.Dispose();
        Assert.Contains("is lost (NVML: stub text 15, code 15)", probe.Explanation, StringComparison.Ordinal);
    }

    [RequiresGccFact]
    public void a_process_that_computes_and_draws_counts_once_and_one_that_only_draws_counts_too()
    {
        using var stub = new NvmlStub();
        stub.Answer([.. OneGpu, $"process.0.0={Environment.ProcessId} 300", "process.0.1=1 700", $"graphics.0.0={Environment.ProcessId} 300", "graphics.0.1=2 50", "graphics.0.2=1 710"]);
        using var probe = Open(stub);
        Assert.Equal(new MemoryReading(2_000_000, 300) { OthersBytes = 760 }, probe.Read(0));
    }

    [RequiresGccFact]
    public void a_process_whose_memory_one_list_does_not_know_counts_by_the_other()
    {
        using var stub = new NvmlStub();
        stub.Answer([.. OneGpu, $"process.0.0={Environment.ProcessId} n/a", $"graphics.0.0={Environment.ProcessId} 300"]);
        using var probe = Open(stub);
        Assert.Equal(300, probe.Read(0)!.Value.OursBytes);
        Assert.True(probe.TellsShare);
    }

    [RequiresGccFact]
    public void a_divided_gpu_is_listed_by_its_parts_and_a_free_place_is_none()
    {
        using var stub = new NvmlStub();
        stub.Answer(
            "count=2", "name.0=Stub H100", "total.0=100", "mig.0=7", "part.0.0=0", "part.0.2=0",
            "name.1000=Stub H100 MIG 1g.10gb", "total.1000=10", "used.1000=3", $"process.1000.0={Environment.ProcessId} 2",
            "total.1002=20", "used.1002=4",
            "name.1=Stub A2", "total.1=16");
        using var probe = Open(stub);
        Assert.Equal(
            [
                new MemoryDevice(0, "Stub H100 MIG 1g.10gb", 10) { Label = "GPU 0 MIG 0" },
                new MemoryDevice(1, "GPU 0 MIG 2", 20) { Label = "GPU 0 MIG 2" },
                new MemoryDevice(2, "Stub A2", 16) { Label = "GPU 1" },
            ],
            probe.Devices);
        Assert.Equal(new MemoryReading(3, 2), probe.Read(0));
        Assert.Null(probe.Inspect(0)!.BusyPercent);
    }

    [RequiresGccFact]
    public void a_gpu_that_is_divided_with_no_part_made_is_listed_as_a_whole_and_a_part_that_fails_is_said_so()
    {
        using var stub = new NvmlStub();
        stub.Answer("count=2", "total.0=100", "mig.0=7", "total.1=200", "mig.1=7", "part.1.0=15", "part.1.1=0", "total.1011=25");
        using var probe = Open(stub);
        Assert.Equal(["GPU 0", "GPU 1 MIG 1"], probe.Devices.Select(device => device.Label));
        Assert.StartsWith("GPU 1 MIG 0 is left out (NVML: stub text 15, code 15).", probe.Explanation, StringComparison.Ordinal);
    }

    [RequiresGccFact]
    public void who_looks_once_is_told_all_there_is()
    {
        using var stub = new NvmlStub();
        stub.Answer([.. OneGpu, "busy.0=37", $"process.0.0={Environment.ProcessId} 300", "process.0.1=1 700", "process.0.2=2 n/a"]);
        using var probe = Open(stub);
        var details = probe.Inspect(0)!;
        Assert.Equal((85_899_345_920, 2_000_000, 1000L, 85_899_345_920 - 2_001_000, 37), (details.TotalBytes, details.Reading.UsedBytes, details.ReservedBytes, details.FreeBytes, details.BusyPercent));
        Assert.Equal([(1, 700L), (Environment.ProcessId, 300L), (2, (long?)null)], details.Holders.Select(holder => (holder.Process, holder.Bytes)));
        Assert.Equal([false, true, false], details.Holders.Select(holder => holder.IsOurs));
        Assert.All(details.Holders.Where(holder => holder.IsOurs), holder => Assert.NotEmpty(holder.Name!));
    }

    [RequiresGccFact]
    public void an_older_library_knows_neither_what_is_reserved_nor_parts_nor_load()
    {
        using var stub = new NvmlStub("WITHOUT_V2");
        stub.Answer([.. OneGpu, "mig.0=7", "busy.0=3", "graphics.0.0=1 9"]);
        using var probe = Open(stub);
        var details = probe.Inspect(0)!;
        Assert.Null(details.ReservedBytes);
        Assert.Null(details.BusyPercent);
        Assert.Equal(9, details.Reading.OthersBytes);
    }

    [RequiresGccFact]
    public void a_reading_allocates_nothing_also_when_answers_about_processes_have_aged()
    {
        using var stub = new NvmlStub();
        stub.Answer([.. OneGpu, $"process.0.0={Environment.ProcessId} 300", "process.0.1=1 700", "graphics.0.0=2 5"]);
        using var probe = Open(stub);
        Read(100);
        Assert.InRange(Allocations.OfEach(() => Read(300)), 0, 200);

        void Read(int times)
        {
            for (var i = 0; i < times; i++)
            {
                _time.Advance(ProcessFamily.Memory / 5);
                probe.Read(0);
            }
        }
    }

    [RequiresGccFact]
    public void a_driver_that_does_not_tell_what_a_process_uses_is_said_so()
    {
        using var stub = new NvmlStub();
        stub.Answer([.. OneGpu, $"process.0.0={Environment.ProcessId} n/a"]);
        using var probe = Open(stub);
        Assert.Equal(new MemoryReading(2_000_000, 0), probe.Read(0));
        Assert.Contains("does not say what each process uses", probe.Explanation, StringComparison.Ordinal);
    }

    [RequiresGccFact]
    public void a_process_query_that_fails_leaves_the_rest_of_the_reading()
    {
        using var stub = new NvmlStub();
        stub.Answer([.. OneGpu, "processes.0=4"]);
        using var probe = Open(stub);
        Assert.Equal(new MemoryReading(2_000_000, 0), probe.Read(0));
        Assert.Contains("does not say what each process uses", probe.Explanation, StringComparison.Ordinal);
    }

    [RequiresGccFact]
    public void a_device_that_does_not_answer_at_the_start_is_left_out_and_said_so()
    {
        using var stub = new NvmlStub();
        stub.Answer("count=2", "handle.0=15", "name.1=Stub A2", "total.1=16", "used.1=7");
        using var probe = Open(stub);
        Assert.Equal([new MemoryDevice(0, "Stub A2", 16) { Label = "GPU 1" }], probe.Devices);
        Assert.Equal(7, probe.Read(0)!.Value.UsedBytes);
        Assert.StartsWith("GPU 0 is left out (NVML: stub text 15, code 15).", probe.Explanation, StringComparison.Ordinal);
        Assert.Equal("GPU memory (NVML)", probe.Title);
    }

    [RequiresGccFact]
    public void the_library_is_shut_down_once_and_a_disposed_probe_says_so()
    {
        using var stub = new NvmlStub();
        stub.Answer(OneGpu);
        var probe = Open(stub);
        probe.Dispose();
        probe.Dispose();
        Assert.Equal(["init", "shutdown"], stub.Calls);
        Assert.Throws<ObjectDisposedException>(() => probe.Read(0));
    }

    [RequiresGccFact]
    public void a_device_number_out_of_range_is_refused()
    {
        using var stub = new NvmlStub();
        stub.Answer(OneGpu);
        using var probe = Open(stub);
        Assert.Throws<ArgumentOutOfRangeException>(() => probe.Read(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => probe.Read(-1));
    }

    [Fact]
    public void every_code_that_is_told_apart_has_words_of_its_own()
    {
        var words = Enum.GetValues<NvmlReturn>().Select(NvmlWords.For).ToArray();
        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.DoesNotContain(NvmlWords.For((NvmlReturn)12345), words);
    }

    private NvmlProbe Open(NvmlStub stub) => NvmlProbe.Open([stub.Path], new ProcessFamily(_time));
}
