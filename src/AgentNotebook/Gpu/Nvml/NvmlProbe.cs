using AgentNotebook.Gpu.Processes;

namespace AgentNotebook.Gpu.Nvml;

/// <summary>GPU memory as NVIDIA's management library tells it.</summary>
/// <remarks>
/// A reading counts memory as <c>nvidia-smi</c> does: what the driver reserves for itself is left out, save where the
/// library is too old to tell it apart.
/// </remarks>
internal sealed class NvmlProbe : IMemoryProbe
{
    private const int MostHolders = 100;

    private readonly Lock _gate = new();
    private readonly NvmlLibrary _library;
    private readonly ProcessFamily _family;
    private readonly NvmlShares _shares;
    private readonly IReadOnlyList<NvmlDevice> _handles;
    private readonly string _leftOut;

    /// <summary>What each device answered last.</summary>
    private readonly NvmlReturn[] _codes;
    private readonly string[] _words;
    private readonly bool[] _oursUnknown;
    private volatile bool _oursSeen;
    private bool _disposed;

    private NvmlProbe(NvmlLibrary library, ProcessFamily family)
    {
        _library = library;
        _family = family;
        _shares = new NvmlShares(library, family);
        Check(library.DeviceCount(out var count));
        var list = new NvmlDeviceList(library, count);
        _leftOut = string.Join(' ', list.LeftOut);
        _handles = list.Devices;
        Devices = [.. _handles.Select(device => device.Device)];
        _codes = new NvmlReturn[Devices.Count];
        _words = new string[Devices.Count];
        _oursUnknown = new bool[Devices.Count];
        if (Devices.Count == 0)
        {
            throw list.LeftOut.Count == 0
                ? new NvmlException("no GPU found", "The NVIDIA driver works but lists no GPU; if the machine has one, it is not visible here (a container needs it passed in).")
                : new NvmlException("no GPU answers", $"The NVIDIA driver works but no GPU answers. {_leftOut}");
        }

        Title = library.DriverVersion() is { Length: > 0 } version ? $"GPU memory (NVML {version})" : "GPU memory (NVML)";
    }

    public string Title { get; }

    public string Explanation => string.Join(' ', Remarks());

    public bool IsGpu => true;

    public bool TellsShare => !_oursUnknown.Contains(true) && (_oursSeen || !_family.IsNumberedApart);

    public IReadOnlyList<MemoryDevice> Devices { get; }

    /// <summary>Loads the library, initialises it and lists the devices.</summary>
    /// <param name="names">Names or paths of the library, tried in order.</param>
    /// <param name="family">Tells which processes are ours.</param>
    /// <exception cref="NvmlException">NVML cannot be used here.</exception>
    public static NvmlProbe Open(IReadOnlyList<string> names, ProcessFamily family)
    {
        var library = NvmlLibrary.Load(names);
        var initialized = false;
        try
        {
            var code = library.Initialize();
            initialized = code == NvmlReturn.Success;
            if (!initialized)
            {
                throw Refusal(code, library.Describe(code));
            }

            return new NvmlProbe(library, family);
        }
        catch
        {
            if (initialized)
            {
                library.Shutdown();
            }

            library.Dispose();
            throw;
        }
    }

    public MemoryReading? Read(int device)
    {
        lock (_gate)
        {
            return Ask(device, out var capacity) ? Reading(device, capacity, holders: null) : null;
        }
    }

    public string? Trouble(int device)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(device);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(device, Devices.Count);
        return _codes[device] == NvmlReturn.Success ? null : NvmlTrouble.InBrief(_codes[device]);
    }

    public MemoryDetails? Inspect(int device)
    {
        lock (_gate)
        {
            if (!Ask(device, out var capacity))
            {
                return null;
            }

            List<MemoryHolder> holders = [];
            return new MemoryDetails(Reading(device, capacity, holders), capacity.TotalBytes)
            {
                ReservedBytes = capacity.ReservedBytes,
                FreeBytes = capacity.FreeBytes,
                BusyPercent = _library.BusyPercent(_handles[device].Handle),
                Holders = [.. holders.OrderByDescending(holder => holder.Bytes).Take(MostHolders)],
            };
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _library.Shutdown();
            _library.Dispose();
        }
    }

    private static NvmlException Refusal(NvmlReturn code, string words) => code switch
    {
        NvmlReturn.NoPermission => new("GPU driver refuses access", $"The NVIDIA driver is installed, but this user may not use it (NVML: {words}); give the user access to the /dev/nvidia* devices."),
        NvmlReturn.DriverNotLoaded => new("GPU driver not loaded", $"The NVIDIA driver library is installed, but the driver itself is not loaded (NVML: {words}); load it (modprobe nvidia), or restart the machine after an update."),
        NvmlReturn.LibraryVersionMismatch => new("GPU driver half updated", $"The NVIDIA driver library and the loaded driver are of different versions (NVML: {words}); restart the machine."),
        NvmlReturn.GpuNotFound => new("no GPU found", $"The NVIDIA driver is installed but finds no GPU (NVML: {words})."),
        _ => new("GPU driver failed", $"The NVIDIA driver library is installed but does not start (NVML: {words})."),
    };

    private bool Ask(int device, out NvmlCapacity capacity)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(device);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(device, Devices.Count);
        var code = _library.Memory(_handles[device].Handle, out capacity);
        if (code != _codes[device])
        {
            // Asked for now: after disposal there is no library to ask.
            _words[device] = _library.Describe(code);
            _codes[device] = code;
        }

        return code == NvmlReturn.Success;
    }

    private MemoryReading Reading(int device, in NvmlCapacity capacity, List<MemoryHolder>? holders)
    {
        _oursUnknown[device] = !_shares.Read(_handles[device].Handle, out var ours, out var others, out var seen, holders);
        _oursSeen |= seen;
        return new MemoryReading(capacity.UsedBytes, ours) { OthersBytes = others };
    }

    private IEnumerable<string> Remarks()
    {
        if (_leftOut.Length > 0)
        {
            yield return _leftOut;
        }

        foreach (var device in Devices)
        {
            if (_codes[device.Index] is not NvmlReturn.Success and var code)
            {
                var wayOut = NvmlTrouble.WayOut(code);
                yield return $"{device.Label} ({device.Name}) {NvmlTrouble.InBrief(code)} (NVML: {_words[device.Index]}){(wayOut.Length > 0 ? $": {wayOut}" : "")}.";
            }
        }

        if (_oursUnknown.Contains(true))
        {
            yield return "The driver does not say what each process uses, so our share is not known.";
        }
        else if (!_oursSeen && _family.IsNumberedApart)
        {
            yield return "This process lives in a container with process numbers of its own: the driver may not know it by them, and our share is then not known.";
        }
    }

    private void Check(NvmlReturn code)
    {
        if (code != NvmlReturn.Success)
        {
            throw Refusal(code, _library.Describe(code));
        }
    }
}
