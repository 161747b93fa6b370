using AgentNotebook.Gpu.Processes;

namespace AgentNotebook.Gpu.Nvml;

/// <summary>GPU memory as NVIDIA's management library tells it.</summary>
/// <remarks>
/// A reading counts memory as <c>nvidia-smi</c> does: what the driver reserves for itself is left out, save where the
/// library is too old to tell it apart.
/// </remarks>
internal sealed class NvmlProbe : IMemoryProbe
{
    /// <summary>More processes than this on one device are not asked for; ours may then be too low.</summary>
    private const int MaxProcesses = 65_536;

    private readonly Lock _gate = new();
    private readonly NvmlLibrary _library;
    private readonly ProcessFamily _family;
    private readonly List<nint> _handles = [];
    private readonly List<MemoryDevice> _devices = [];
    private readonly string _leftOut;
    private NvmlProcessInfo[] _processes = new NvmlProcessInfo[64];
    private volatile bool _oursUnknown;
    private volatile bool _oursSeen;
    private bool _disposed;

    private NvmlProbe(NvmlLibrary library, ProcessFamily family)
    {
        _library = library;
        _family = family;
        Check(library.DeviceCount(out var count));
        List<string> leftOut = [];
        for (var index = 0; index < count; index++)
        {
            var code = library.HandleByIndex(index, out var handle);
            var total = 0L;
            if (code == NvmlReturn.Success)
            {
                code = library.Memory(handle, out total, out _);
            }

            if (code != NvmlReturn.Success)
            {
                leftOut.Add($"GPU {index} is left out (NVML: {library.Describe(code)}).");
                continue;
            }

            _devices.Add(new MemoryDevice(_devices.Count, library.DeviceName(handle) ?? $"GPU {index}", total));
            _handles.Add(handle);
        }

        _leftOut = string.Join(' ', leftOut);
        if (_devices.Count == 0)
        {
            throw leftOut.Count == 0
                ? new NvmlException("no GPU found", "The NVIDIA driver works but lists no GPU; if the machine has one, it is not visible here (a container needs it passed in).")
                : new NvmlException("no GPU answers", $"The NVIDIA driver works but no GPU answers. {_leftOut}");
        }

        Title = library.DriverVersion() is { Length: > 0 } version ? $"GPU memory (NVML {version})" : "GPU memory (NVML)";
    }

    public string Title { get; }

    public string Explanation => string.Join(' ', Remarks());

    public bool IsGpu => true;

    public IReadOnlyList<MemoryDevice> Devices => _devices;

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
            ObjectDisposedException.ThrowIf(_disposed, this);
            ArgumentOutOfRangeException.ThrowIfNegative(device);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(device, _devices.Count);
            return _library.Memory(_handles[device], out _, out var used) == NvmlReturn.Success
                ? new MemoryReading(used, Ours(_handles[device]))
                : null;
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

    private long Ours(nint handle)
    {
        var code = _library.Processes(handle, _processes, out var count);
        for (var tries = 0; code == NvmlReturn.InsufficientSize && tries < 3 && count < MaxProcesses; tries++)
        {
            // Room for processes that start between two questions.
            _processes = new NvmlProcessInfo[Math.Max(count, _processes.Length) + 32];
            code = _library.Processes(handle, _processes, out count);
        }

        if (code != NvmlReturn.Success)
        {
            _oursUnknown = true;
            return 0;
        }

        var ours = 0L;
        foreach (ref readonly var process in _processes.AsSpan(0, Math.Min(count, _processes.Length)))
        {
            if (!_family.Contains((int)process.Pid))
            {
                continue;
            }

            if (process.UsedGpuMemory == NvmlProcessInfo.NotAvailable)
            {
                _oursUnknown = true;
                continue;
            }

            _oursSeen = true;
            ours += (long)Math.Min(process.UsedGpuMemory, long.MaxValue / MaxProcesses);
        }

        return ours;
    }

    private IEnumerable<string> Remarks()
    {
        if (_leftOut.Length > 0)
        {
            yield return _leftOut;
        }

        if (_oursUnknown)
        {
            yield return "The driver does not say what each process uses, so our share reads 0.";
        }
        else if (!_oursSeen && _family.IsNumberedApart)
        {
            yield return "This process lives in a container with process numbers of its own: the driver may not know it by them, and our share then reads 0.";
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
