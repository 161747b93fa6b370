using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Amd;
using AgentNotebook.Gpu.Processes;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Gpu;

/// <summary>AMD's cards, in a tree of files as the kernel shows them.</summary>
public sealed class AmdProbeTests : IDisposable
{
    private const string Address = "0000:03:00.0";

    private readonly ManualTimeProvider _time = new();
    private readonly string _root = Directory.CreateTempSubdirectory("amd-").FullName;

    [LinuxFact]
    public void cards_names_capacity_use_and_load_are_the_kernels()
    {
        Card(1, Address, ("product_name", "Radeon Stub\n"), ("mem_info_vram_total", "17163091968\n"), ("mem_info_vram_used", "2000000\n"), ("gpu_busy_percent", "41\n"));
        Card(10, "0000:0a:00.0", ("device", "0x744c\n"), ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "7\n"));
        Card(0, "0000:00:02.0", ("mem_info_vram_total", "5\n"), ("mem_info_vram_used", "5\n"), ("vendor", "0x8086\n"));
        Directory.CreateDirectory(Path.Combine(_root, "sys", "class", "drm", "card1-DP-1"));
        using var probe = Open()!;
        Assert.Equal("GPU memory (amdgpu)", probe.Title);
        Assert.True(probe.IsGpu && probe.TellsShare);
        Assert.Equal([new MemoryDevice(0, "Radeon Stub", 17163091968), new MemoryDevice(1, "AMD GPU 0x744c", 100)], probe.Devices);
        Assert.Equal(new MemoryReading(2_000_000, 0), probe.Read(0));
        Assert.Equal((41, 17163091968 - 2_000_000), (probe.Inspect(0)!.BusyPercent, probe.Inspect(0)!.FreeBytes));
        Assert.Null(probe.Inspect(1)!.BusyPercent);
        Assert.Equal("", probe.Explanation);
    }

    [LinuxFact]
    public void what_processes_hold_is_divided_by_card_and_by_whose_they_are_and_a_shared_client_counts_once()
    {
        Card(0, Address, ("mem_info_vram_total", "100000000\n"), ("mem_info_vram_used", "50000000\n"));
        var ours = Environment.ProcessId;
        Client(ours, 5, "/dev/dri/renderD128", $"pos:\t0\ndrm-driver:\tamdgpu\ndrm-pdev:\t{Address}\ndrm-client-id:\t7\ndrm-memory-vram:\t1024 KiB\ndrm-memory-gtt:\t9 KiB\n");
        Client(ours, 6, "/dev/dri/renderD128", $"drm-pdev:\t{Address}\ndrm-client-id:\t7\ndrm-memory-vram:\t1024 KiB\n");
        Client(ours, 8, "/dev/dri/renderD129", "drm-pdev:\t0000:0a:00.0\ndrm-client-id:\t9\ndrm-memory-vram:\t4096 KiB\n");
        Client(ours, 9, "/etc/passwd", $"drm-pdev:\t{Address}\ndrm-client-id:\t11\ndrm-memory-vram:\t4096 KiB\n");
        Client(1, 3, "/dev/dri/card0", $"drm-pdev:\t{Address}\ndrm-client-id:\t12\ndrm-memory-vram:\t2 MiB\n");
        using var probe = Open()!;
        Assert.Equal(new MemoryReading(50_000_000, 1 << 20) { OthersBytes = 2 << 20 }, probe.Read(0));
        Assert.Equal([(1, (long?)(2 << 20), false), (ours, 1 << 20, true)], probe.Inspect(0)!.Holders.Select(holder => (holder.Process, holder.Bytes, holder.IsOurs)));
    }

    [LinuxFact]
    public void a_client_that_comes_later_is_found_and_one_that_goes_counts_no_more()
    {
        Card(0, Address, ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "50\n"));
        using var probe = Open()!;
        Assert.Equal(0, probe.Read(0)!.Value.OursBytes);
        Client(Environment.ProcessId, 5, "/dev/dri/renderD128", $"drm-pdev:\t{Address}\ndrm-client-id:\t7\ndrm-memory-vram:\t3 KiB\n");
        _time.Advance(DrmClients.Rescan);
        Assert.Equal(3 << 10, probe.Read(0)!.Value.OursBytes);
        File.Delete(Path.Combine(_root, "proc", $"{Environment.ProcessId}", "fdinfo", "5"));
        Assert.Equal(0, probe.Read(0)!.Value.OursBytes);
    }

    [LinuxFact]
    public void a_card_that_is_taken_away_midway_is_told_from_one_that_gives_no_figure()
    {
        var folder = Card(0, Address, ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "50\n"));
        using var probe = Open()!;
        File.WriteAllText(Path.Combine(folder, "mem_info_vram_used"), "");
        Assert.Null(probe.Read(0));
        Assert.Equal("does not answer", probe.Trouble(0));
        Assert.Contains("mem_info_vram_used gives no figure", probe.Explanation, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
        Assert.Null(probe.Read(0));
        Assert.Equal("is gone", probe.Trouble(0));
        Assert.Contains("the card was taken away", probe.Explanation, StringComparison.Ordinal);
        Card(0, Address, ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "60\n"));
        Assert.Equal(60, probe.Read(0)!.Value.UsedBytes);
        Assert.Null(probe.Trouble(0));
    }

    [LinuxTheory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("-5\n")]
    [InlineData("12 34\n")]
    [InlineData("0x10\n")]
    [InlineData("99999999999999999999999999999999999999999999\n")]
    [InlineData("9223372036854775807\n")]
    [InlineData("12\0\n")]
    public void a_figure_that_is_none_is_not_taken_for_one(string content)
    {
        Card(0, Address, ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "50\n"));
        Card(1, "0000:0a:00.0", ("mem_info_vram_total", content), ("mem_info_vram_used", "50\n"));
        using var probe = Open()!;
        Assert.Single(probe.Devices);
        Assert.Contains("is left out: its files mem_info_vram_total and mem_info_vram_used give no figures", probe.Explanation, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void hostile_content_is_bounded_before_it_is_read()
    {
        var megabytes = new string('9', 4 << 20);
        Card(0, Address, ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "50\n"), ("product_name", "\u001b[2J" + megabytes), ("gpu_busy_percent", "400\n"));
        Card(1, "0000:0a:00.0", ("mem_info_vram_total", megabytes), ("mem_info_vram_used", megabytes));
        Client(Environment.ProcessId, 5, "/dev/dri/renderD128", megabytes);
        Client(Environment.ProcessId, 6, "/dev/dri/renderD128", $"drm-pdev:\t{Address}\ndrm-client-id:\t7\ndrm-memory-vram:\t{new string('9', 300)} KiB\n");
        Client(Environment.ProcessId, 7, "/dev/dri/renderD128", $"drm-pdev:\t{Address}\ndrm-client-id:\t8\ndrm-memory-vram:\t-1 KiB\n");
        using var probe = Open()!;
        Assert.InRange(Assert.Single(probe.Devices).Name.Length, 10, 96);
        Assert.DoesNotContain(probe.Devices[0].Name, char.IsControl);
        Assert.Equal(new MemoryReading(50, 0), probe.Read(0));
        Assert.Equal(100, probe.Inspect(0)!.BusyPercent);
    }

    [LinuxFact]
    public void a_pipe_in_the_place_of_a_file_is_not_waited_for()
    {
        var folder = Card(0, Address, ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "50\n"));
        File.Delete(Path.Combine(folder, "mem_info_vram_used"));
        using var maker = System.Diagnostics.Process.Start("mkfifo", Path.Combine(folder, "mem_info_vram_used"));
        maker.WaitForExit();
        Assert.Null(Open());
    }

    [LinuxFact]
    public void a_reading_allocates_nothing_also_when_clients_are_looked_for()
    {
        Card(0, Address, ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "50\n"));
        Client(Environment.ProcessId, 5, "/dev/dri/renderD128", $"drm-pdev:\t{Address}\ndrm-client-id:\t7\ndrm-memory-vram:\t3 KiB\n");
        using var probe = Open()!;
        Read(100);
        Assert.InRange(Allocations.OfEach(() => Read(500)), 0, 200);

        void Read(int times)
        {
            for (var i = 0; i < times; i++)
            {
                _time.Advance(DrmClients.Rescan / 5);
                probe.Read(0);
            }
        }
    }

    [LinuxFact]
    public void without_nvidias_driver_amds_card_is_measured_and_a_silent_one_is_named()
    {
        Card(0, Address, ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "50\n"));
        using (var probe = Detect())
        {
            Assert.Equal(("GPU memory (amdgpu)", ""), (probe.Title, probe.Explanation));
        }

        File.WriteAllText(Path.Combine(_root, "sys", "class", "drm", "card0", "device", "mem_info_vram_total"), "");
        using var silent = Detect();
        Assert.Equal("process memory (no GPU answers)", silent.Title);
        Assert.Contains("card0/device is left out", silent.Explanation, StringComparison.Ordinal);
    }

    [RequiresGccFact]
    public void where_nvidias_driver_is_there_and_fails_the_explanation_of_amds_says_so()
    {
        Card(0, Address, ("mem_info_vram_total", "100\n"), ("mem_info_vram_used", "50\n"));
        using var stub = new NvmlStub();
        stub.Answer("init=4");
        using var probe = MemoryProbes.Detect(stub.Path, _time, Path.Combine(_root, "sys"), Path.Combine(_root, "proc"));
        Assert.Equal("GPU memory (amdgpu)", probe.Title);
        Assert.Contains("this user may not use it", probe.Explanation, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private AmdProbe? Open() => AmdProbe.Open(Path.Combine(_root, "sys"), Path.Combine(_root, "proc"), new ProcessFamily(_time), _time, "", out _);

    private IMemoryProbe Detect() => MemoryProbes.Detect("/nowhere/libnvidia-ml.so.1", _time, Path.Combine(_root, "sys"), Path.Combine(_root, "proc"));

    /// <summary>A card whose folder is a link to its place on the bus, as in sysfs; AMD's unless told otherwise.</summary>
    private string Card(int number, string address, params (string Name, string Content)[] files)
    {
        var bus = Directory.CreateDirectory(Path.Combine(_root, "sys", "devices", address)).FullName;
        foreach (var (name, content) in files.Prepend(("vendor", "0x1002\n")))
        {
            File.WriteAllText(Path.Combine(bus, name), content);
        }

        var card = Directory.CreateDirectory(Path.Combine(_root, "sys", "class", "drm", $"card{number}")).FullName;
        if (!Path.Exists(Path.Combine(card, "device")))
        {
            Directory.CreateSymbolicLink(Path.Combine(card, "device"), $"../../../devices/{address}");
        }

        return bus;
    }

    private void Client(int process, int file, string target, string info)
    {
        var folder = Path.Combine(_root, "proc", $"{process}");
        Directory.CreateDirectory(Path.Combine(folder, "fd"));
        Directory.CreateDirectory(Path.Combine(folder, "fdinfo"));
        File.CreateSymbolicLink(Path.Combine(folder, "fd", $"{file}"), target);
        File.WriteAllText(Path.Combine(folder, "fdinfo", $"{file}"), info);
    }
}
