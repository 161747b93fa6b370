using AgentNotebook.Gpu.Planning;
using AgentNotebook.Magics.Planning;

namespace AgentNotebook.Tests.Magics.Planning;

public sealed class PlanFlagsTests : IDisposable
{
    private const long GiB = 1L << 30;

    private static readonly PlanMachine _twoGpus = new(
        [new PlanDevice(PlanDeviceKind.Gpu, 0, 70 * GiB, "free"), new PlanDevice(PlanDeviceKind.Gpu, 1, 60 * GiB, "free")],
        new PlanDevice(PlanDeviceKind.Cpu, 0, 100 * GiB, "available"),
        []);

    private static readonly PlanMachine _noGpu = _twoGpus with { Gpus = [] };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-flags-");

    [Fact]
    public void without_flags_the_machine_as_it_is_counts_with_context_and_margin()
    {
        var request = new PlanFlags().ToRequest(_twoGpus, _folder.FullName);
        Assert.Equal(["GPU 0", "GPU 1", "cpu"], request.Devices.Select(device => device.Label));
        Assert.Equal([68 * GiB, 58 * GiB, 100 * GiB - (GiB / 2)], request.Devices.Select(device => device.UsableBytes));
        Assert.Equal((WeightQuantization.None, false), (request.Quantization, request.Float32Offload));
        Assert.Null(request.NoSplit);
    }

    [Fact]
    public void a_gpu_that_is_named_leaves_out_those_that_are_not()
    {
        var request = new PlanFlags { MaxMemory = ["1=20GiB", "cpu=0"], Reserve = "0", Context = "1GiB" }.ToRequest(_twoGpus, _folder.FullName);
        Assert.Equal(["GPU 1", "cpu"], request.Devices.Select(device => device.Label));
        Assert.Equal([19 * GiB, 0], request.Devices.Select(device => device.UsableBytes));
    }

    [Fact]
    public void more_memory_than_is_free_here_is_planned_with_and_said()
    {
        var request = new PlanFlags { MaxMemory = ["0=71GiB", "1=1GiB", "cpu=200GiB"] }.ToRequest(_twoGpus, _folder.FullName);
        Assert.Equal(["as given, more than the 70 GiB that are free here now", "as given", "as given, more than the 100 GiB that are free here now"], request.Devices.Select(device => device.Source));
    }

    [Fact]
    public void where_no_gpu_is_the_plan_is_for_a_machine_that_has_one_and_says_so()
    {
        var request = new PlanFlags { MaxMemory = ["0=20GiB"] }.ToRequest(_noGpu, _folder.FullName);
        Assert.Contains("no GPU is here", request.Devices[0].Source);
        Assert.Equal(["cpu"], new PlanFlags().ToRequest(_noGpu, _folder.FullName).Devices.Select(device => device.Label));
    }

    [Fact]
    public void a_folder_is_a_device_as_large_as_what_is_free_there_and_nothing_is_left_in_it()
    {
        var request = new PlanFlags { OffloadFolder = ["weights/of/model"] }.ToRequest(_noGpu, _folder.FullName);
        Assert.Equal(PlanDeviceKind.Disk, request.Devices[1].Kind);
        Assert.InRange(request.Devices[1].MemoryBytes, 1, 1L << 60);
        Assert.Equal(5 * GiB, new PlanFlags { OffloadFolder = ["."], MaxMemory = ["disk=5GiB"] }.ToRequest(_noGpu, _folder.FullName).Devices[1].MemoryBytes);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void ties_patterns_and_none_are_read()
    {
        var request = new PlanFlags { Tie = ["a.w=b.w"], NoSplit = ["mlp", "attn"], Quantize = ["int8", "int8"], Float32Offload = true }.ToRequest(_noGpu, _folder.FullName);
        Assert.Equal([new PlanTie("a.w", "b.w")], request.Ties);
        Assert.Equal(["mlp", "attn"], request.NoSplit);
        Assert.Equal((WeightQuantization.Int8, true), (request.Quantization, request.Float32Offload));
        Assert.Empty(new PlanFlags { NoSplit = ["none"] }.ToRequest(_noGpu, _folder.FullName).NoSplit!);
    }

    [Fact]
    public void flags_that_contradict_each_other_or_the_machine_are_refused_with_the_reason()
    {
        Refused(new PlanFlags { Quantize = ["int8", "int4"] }, "contradict each other");
        Refused(new PlanFlags { Quantize = ["none", "int4"] }, "contradict each other");
        Refused(new PlanFlags { Quantize = ["int9"] }, "Did you mean 'int8'?");
        Refused(new PlanFlags { Float32Offload = true }, "--quantize int8");
        Refused(new PlanFlags { Float32Offload = true, Quantize = ["int4"] }, "int4 modules cannot leave it");
        Refused(new PlanFlags { MaxMemory = ["2=20GiB"] }, "GPU 2, which is not there: this machine has GPU 0, GPU 1");
        Refused(new PlanFlags { MaxMemory = ["0=20GiB", "0=10GiB"] }, "given twice for GPU 0");
        Refused(new PlanFlags { MaxMemory = ["0=20GiB", "00=10GiB"] }, "given twice for GPU 0");
        Refused(new PlanFlags { MaxMemory = ["cpu=20GiB", "cpu=10GiB"] }, "given twice for cpu");
        Refused(new PlanFlags { MaxMemory = ["tpu=20GiB"] }, "the device 'tpu'");
        Refused(new PlanFlags { MaxMemory = ["-1=20GiB"] }, "the device '-1'");
        Refused(new PlanFlags { MaxMemory = ["20GiB"] }, "DEVICE=SIZE");
        Refused(new PlanFlags { MaxMemory = ["0=much"] }, "512MiB");
        Refused(new PlanFlags { MaxMemory = ["disk=1TiB"] }, "--offload-folder DIR");
        Refused(new PlanFlags { OffloadFolder = ["a", "b"] }, "given twice");
        Refused(new PlanFlags { OffloadFolder = [""] }, "names no folder");
        Refused(new PlanFlags { Reserve = "some" }, "--reserve takes a size");
        Refused(new PlanFlags { Tie = ["lm_head.weight"] }, "NAME=TENSOR");
    }

    [Fact]
    public void a_folder_that_cannot_be_written_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "file"), "");
        Refused(new PlanFlags { OffloadFolder = ["file"] }, "is a file");
        Refused(new PlanFlags { OffloadFolder = ["file/below"] }, "is a file");
        if (OperatingSystem.IsLinux())
        {
            Refused(new PlanFlags { OffloadFolder = ["/proc/self/fdinfo"] }, "cannot be written");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Refused(PlanFlags flags, string reason) =>
        Assert.Contains(reason, Assert.Throws<PlanRefusedException>(() => flags.ToRequest(_twoGpus, _folder.FullName)).Message);
}
