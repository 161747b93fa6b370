using System.Buffers.Text;
using System.Text;
using AgentNotebook.Gpu.Processes;

namespace AgentNotebook.Gpu.Amd;

/// <summary>What each process holds of the cards, by the files of the graphics system that it has open. Not for several threads at once.</summary>
/// <remarks>
/// The kernel tells it in <c>/proc/PID/fdinfo</c> (Linux, Documentation/gpu/drm-usage-stats.rst): <c>drm-pdev</c> names the card,
/// <c>drm-client-id</c> the client, which several open files may share and which then counts once, <c>drm-memory-vram</c> what it holds.
/// Processes of other users keep theirs to themselves. Looking for the files is dear and done once in <see cref="Rescan"/>; what was found is read each time.
/// </remarks>
/// <param name="proc">Where the process file system is; <c>/proc</c>.</param>
/// <param name="family">Tells which processes are ours.</param>
/// <param name="time">The clock by which files are looked for.</param>
internal sealed class DrmClients(string proc, ProcessFamily family, TimeProvider time)
{
    /// <summary>How often new clients are looked for.</summary>
    public static readonly TimeSpan Rescan = TimeSpan.FromSeconds(1);

    /// <summary>More open files are not read; shares may then be too low.</summary>
    private const int MaxFiles = 2048;

    /// <summary>More open files of one process are not looked at.</summary>
    private const int MaxFilesOfProcess = 4096;

    private readonly byte[] _proc = Encoding.UTF8.GetBytes(proc.TrimEnd('/') + '/');
    private readonly List<(int Process, int File)> _files = [];
    private readonly HashSet<long> _seen = [];
    private long? _scanned;

    /// <summary>What is held of one card.</summary>
    /// <param name="address">The card's address on the PCI bus.</param>
    /// <param name="holders">Receives each process; <see langword="null"/> when nobody asks.</param>
    public (long Ours, long Others) Read(ReadOnlySpan<byte> address, Dictionary<int, long>? holders = null)
    {
        if (_scanned is not { } scanned || time.GetElapsedTime(scanned) >= Rescan)
        {
            Scan();
        }

        _seen.Clear();
        var (ours, others) = (0L, 0L);
        Span<byte> path = stackalloc byte[LinuxPath.MaxBytes];
        Span<byte> text = stackalloc byte[4096];
        foreach (var (process, file) in _files)
        {
            var length = LinuxFiles.Read(new LinuxPath(path).Add(_proc).Add(process).Add("/fdinfo/"u8).Add(file).Ended, text);
            if (length <= 0 || !TryParse(text[..length], address, out var client, out var bytes) || !_seen.Add(client))
            {
                continue;
            }

            var isOurs = family.Contains(process);
            ours += isOurs ? bytes : 0;
            others += isOurs ? 0 : bytes;
            if (holders is not null)
            {
                holders[process] = holders.GetValueOrDefault(process) + bytes;
            }
        }

        return (ours, others);
    }

    private static bool TryParse(ReadOnlySpan<byte> text, ReadOnlySpan<byte> address, out long client, out long bytes)
    {
        (client, bytes) = (-1, 0);
        return Value(text, "drm-pdev:"u8).SequenceEqual(address)
            && Utf8Parser.TryParse(Value(text, "drm-client-id:"u8), out client, out _)
            && Utf8Parser.TryParse(Value(text, "drm-memory-vram:"u8), out long kibibytes, out var digits)
            && kibibytes is >= 0 and < 1L << 40
            && (bytes = Scaled(kibibytes, Value(text, "drm-memory-vram:"u8)[digits..].Trim((byte)' '))) >= 0;
    }

    // Without a unit it is bytes.
    private static long Scaled(long value, ReadOnlySpan<byte> unit) =>
        unit.SequenceEqual("KiB"u8) ? value << 10 : unit.SequenceEqual("MiB"u8) ? Math.Min(value << 20, 1L << 50) : unit.IsEmpty ? value : -1;

    /// <summary>What stands after a key at the beginning of a line; empty when it does not stand there.</summary>
    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (line.StartsWith(key))
            {
                return line[key.Length..].Trim(" \t"u8);
            }

            text = end < 0 ? [] : text[(end + 1)..];
        }

        return [];
    }

    private void Scan()
    {
        _scanned = time.GetTimestamp();
        _files.Clear();
        Span<byte> path = stackalloc byte[LinuxPath.MaxBytes];
        Span<byte> filePath = stackalloc byte[LinuxPath.MaxBytes];
        Span<byte> target = stackalloc byte[32];
        foreach (var process in new LinuxFiles.Numbers(new LinuxPath(path).Add(_proc).Ended))
        {
            var looked = 0;
            foreach (var file in new LinuxFiles.Numbers(new LinuxPath(path).Add(_proc).Add(process).Add("/fd"u8).Ended))
            {
                if (++looked > MaxFilesOfProcess || _files.Count == MaxFiles)
                {
                    break;
                }

                var length = LinuxFiles.ReadLink(new LinuxPath(filePath).Add(_proc).Add(process).Add("/fd/"u8).Add(file).Ended, target);
                if (length > 0 && target[..length].StartsWith("/dev/dri/"u8))
                {
                    _files.Add((process, file));
                }
            }
        }
    }
}
