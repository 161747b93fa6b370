using System.Buffers.Text;
using AgentNotebook.Gpu.Processes;

namespace AgentNotebook.Gpu.Amd;

/// <summary>One card as the amdgpu driver shows it in sysfs.</summary>
/// <remarks>The files are the driver's documented interface (Linux, Documentation/gpu/amdgpu/driver-misc.rst): sizes in bytes, load in percent.</remarks>
internal sealed class AmdCard
{
    /// <summary>Larger figures are no memory: what a file says is not believed blindly.</summary>
    private const long MaxBytes = 1L << 50;

    private readonly byte[] _total;
    private readonly byte[] _used;
    private readonly byte[] _busy;

    /// <param name="folder">Its folder, such as <c>/sys/class/drm/card0/device</c>.</param>
    /// <param name="number">Its number among the system's cards.</param>
    /// <param name="address">Its address on the PCI bus, such as <c>0000:03:00.0</c>; <see langword="null"/> when it is not told.</param>
    public AmdCard(string folder, int number, string? address)
    {
        (Folder, Number, Address) = (folder, number, address);
        _total = SysFs.Path(folder, "mem_info_vram_total");
        _used = SysFs.Path(folder, "mem_info_vram_used");
        _busy = SysFs.Path(folder, "gpu_busy_percent");
    }

    public string Folder { get; }

    public int Number { get; }

    public string? Address { get; }

    /// <summary>Capacity in bytes.</summary>
    public bool TryReadTotal(out long bytes) => TryRead(_total, out bytes) && bytes > 0;

    /// <summary>In use in bytes, by everyone. Allocates nothing.</summary>
    public bool TryReadUsed(out long bytes) => TryRead(_used, out bytes);

    /// <summary>Load in percent; <see langword="null"/> when the card does not tell.</summary>
    public int? BusyPercent() => TryRead(_busy, out var percent) ? (int)Math.Min(percent, 100) : null;

    /// <summary>Whether its folder is still there: a card that was taken away has none.</summary>
    public bool IsThere() => Directory.Exists(Folder);

    private static bool TryRead(byte[] path, out long value)
    {
        value = 0;
        Span<byte> buffer = stackalloc byte[32];
        var length = LinuxFiles.Read(path, buffer);

        // A number and a line end; anything else is not taken for one.
        return length > 0
            && Utf8Parser.TryParse(buffer[..length], out value, out var digits)
            && buffer[digits..length].Trim((byte)'\n').IsEmpty
            && value is >= 0 and <= MaxBytes;
    }
}
