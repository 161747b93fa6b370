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
            Assert.Equal(new MemoryReading(2_000_000, 340), probe.Read(0));
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
        Assert.Equal([new MemoryDevice(0, "Stub A2", 16)], probe.Devices);
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
