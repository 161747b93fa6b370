using AgentNotebook.Gpu;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Gpu;

public class MemoryProbesTests
{
    [RequiresGccFact]
    public void where_a_driver_answers_the_gpu_is_measured()
    {
        using var stub = new NvmlStub();
        stub.Answer("driver=580.1", "count=1", "name.0=Stub", "total.0=100");
        using var probe = MemoryProbes.Detect(stub.Path);
        Assert.True(probe.IsGpu);
        Assert.Equal("GPU memory (NVML 580.1)", probe.Title);
    }

    [Fact]
    public void without_a_driver_library_process_memory_is_measured_and_the_title_says_why()
    {
        using var probe = MemoryProbes.Detect("/nowhere/libnvidia-ml.so.1");
        Falls(probe, "process memory (no GPU driver found)", "No NVIDIA driver library was found (/nowhere/libnvidia-ml.so.1).");
        Assert.Contains("Measured instead: the memory of this process", probe.Explanation, StringComparison.Ordinal);
        Assert.InRange(probe.Read(0)!.Value.UsedBytes, 1 << 20, probe.Devices[0].TotalBytes);
    }

    [Fact]
    public void a_file_that_is_no_library_is_said_to_be_unusable()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var probe = MemoryProbes.Detect(file);
            Falls(probe, "process memory (GPU driver library is not usable)", "cannot be loaded into this process");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [RequiresGccFact]
    public void a_library_that_is_not_nvml_is_said_to_be_unusable()
    {
        using var stub = new NvmlStub("WITHOUT_INIT");
        using var probe = MemoryProbes.Detect(stub.Path);
        Falls(probe, "process memory (GPU driver library is not usable)", "lacks functions of NVML");
    }

    [RequiresGccFact]
    public void a_driver_that_refuses_access_is_told_from_one_that_is_not_loaded_or_half_updated()
    {
        using var stub = new NvmlStub();
        Falls(stub, "init=4", "process memory (GPU driver refuses access)", "give the user access to the /dev/nvidia* devices");
        Falls(stub, "init=9", "process memory (GPU driver not loaded)", "NVML: stub text 9, code 9");
        Falls(stub, "init=18", "process memory (GPU driver half updated)", "restart the machine");
        Assert.Equal(["init", "init", "init"], stub.Calls);
    }

    [RequiresGccFact]
    public void a_driver_without_a_device_is_shut_down_again_and_said_so()
    {
        using var stub = new NvmlStub();
        Falls(stub, "count=0", "process memory (no GPU found)", "lists no GPU");
        Assert.Equal(["init", "shutdown"], stub.Calls);
    }

    [RequiresGccFact]
    public void devices_that_all_fail_are_named_with_their_errors()
    {
        using var stub = new NvmlStub();
        stub.Answer("count=2", "handle.0=15", "memory.1=16");
        using var probe = MemoryProbes.Detect(stub.Path);
        Falls(probe, "process memory (no GPU answers)", "GPU 0 is left out (NVML: stub text 15, code 15). GPU 1 is left out (NVML: stub text 16, code 16).");
    }

    [RequiresGccFact]
    public void any_other_failure_carries_the_librarys_own_words_or_ours_where_it_has_none()
    {
        using var stub = new NvmlStub();
        Falls(stub, "init=8", "process memory (GPU driver failed)", "stub text 8, code 8");
        using var silent = new NvmlStub("WITHOUT_TEXT");
        Falls(silent, "init=8", "process memory (GPU driver failed)", "a device has no external power attached, code 8");
        Falls(silent, "init=777", "process memory (GPU driver failed)", "an error this version does not know, code 777");
    }

    private static void Falls(NvmlStub stub, string control, string title, string reason)
    {
        stub.Answer(control);
        using var probe = MemoryProbes.Detect(stub.Path);
        Falls(probe, title, reason);
    }

    private static void Falls(IMemoryProbe probe, string title, string reason)
    {
        Assert.False(probe.IsGpu);
        Assert.Equal(title, probe.Title);
        Assert.Contains(reason, probe.Explanation, StringComparison.Ordinal);
        Assert.NotNull(probe.Read(0));
    }
}
