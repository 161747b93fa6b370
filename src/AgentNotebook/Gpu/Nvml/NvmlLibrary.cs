using System.Runtime.InteropServices;

namespace AgentNotebook.Gpu.Nvml;

/// <summary>The functions of one loaded NVML library.</summary>
/// <remarks>
/// Bound by address and not by <c>LibraryImport</c>: that binds one library a process for ever, while the path is the
/// caller's choice here, and a function which an older driver lacks is a null pointer to ask, not an exception to catch.
/// Signatures follow NVIDIA's nvml.h.
/// </remarks>
internal sealed unsafe class NvmlLibrary : IDisposable
{
    private const int DriverVersionBytes = 80;
    private const int DeviceNameBytes = 96;

    /// <summary>No GPU divides into more than seven; a driver that says so is not followed far.</summary>
    private const int MaxParts = 64;

    private readonly nint _library;
    private readonly delegate* unmanaged[Cdecl]<int> _initialize;
    private readonly delegate* unmanaged[Cdecl]<int> _shutdown;
    private readonly delegate* unmanaged[Cdecl]<int, byte*> _errorString;
    private readonly delegate* unmanaged[Cdecl]<byte*, uint, int> _driverVersion;
    private readonly delegate* unmanaged[Cdecl]<uint*, int> _deviceCount;
    private readonly delegate* unmanaged[Cdecl]<uint, nint*, int> _handleByIndex;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, uint, int> _deviceName;
    private readonly delegate* unmanaged[Cdecl]<nint, NvmlMemory*, int> _memory;
    private readonly delegate* unmanaged[Cdecl]<nint, NvmlMemoryV2*, int> _memoryV2;
    private readonly delegate* unmanaged[Cdecl]<nint, uint*, NvmlProcessInfo*, int> _compute;
    private readonly delegate* unmanaged[Cdecl]<nint, uint*, NvmlProcessInfo*, int> _graphics;
    private readonly delegate* unmanaged[Cdecl]<nint, NvmlUtilization*, int> _utilization;
    private readonly delegate* unmanaged[Cdecl]<nint, uint*, uint*, int> _migMode;
    private readonly delegate* unmanaged[Cdecl]<nint, uint*, int> _migCount;
    private readonly delegate* unmanaged[Cdecl]<nint, uint, nint*, int> _migByIndex;

    private NvmlLibrary(nint library)
    {
        _library = library;
        _initialize = (delegate* unmanaged[Cdecl]<int>)Find("nvmlInit_v2");
        _shutdown = (delegate* unmanaged[Cdecl]<int>)Find("nvmlShutdown");
        _errorString = (delegate* unmanaged[Cdecl]<int, byte*>)Find("nvmlErrorString");
        _driverVersion = (delegate* unmanaged[Cdecl]<byte*, uint, int>)Find("nvmlSystemGetDriverVersion");
        _deviceCount = (delegate* unmanaged[Cdecl]<uint*, int>)Find("nvmlDeviceGetCount_v2");
        _handleByIndex = (delegate* unmanaged[Cdecl]<uint, nint*, int>)Find("nvmlDeviceGetHandleByIndex_v2");
        _deviceName = (delegate* unmanaged[Cdecl]<nint, byte*, uint, int>)Find("nvmlDeviceGetName");
        _memory = (delegate* unmanaged[Cdecl]<nint, NvmlMemory*, int>)Find("nvmlDeviceGetMemoryInfo");
        _memoryV2 = (delegate* unmanaged[Cdecl]<nint, NvmlMemoryV2*, int>)Find("nvmlDeviceGetMemoryInfo_v2");
        _compute = (delegate* unmanaged[Cdecl]<nint, uint*, NvmlProcessInfo*, int>)Find("nvmlDeviceGetComputeRunningProcesses_v3", "nvmlDeviceGetComputeRunningProcesses_v2");
        _graphics = (delegate* unmanaged[Cdecl]<nint, uint*, NvmlProcessInfo*, int>)Find("nvmlDeviceGetGraphicsRunningProcesses_v3", "nvmlDeviceGetGraphicsRunningProcesses_v2");
        _utilization = (delegate* unmanaged[Cdecl]<nint, NvmlUtilization*, int>)Find("nvmlDeviceGetUtilizationRates");
        _migMode = (delegate* unmanaged[Cdecl]<nint, uint*, uint*, int>)Find("nvmlDeviceGetMigMode");
        _migCount = (delegate* unmanaged[Cdecl]<nint, uint*, int>)Find("nvmlDeviceGetMaxMigDeviceCount");
        _migByIndex = (delegate* unmanaged[Cdecl]<nint, uint, nint*, int>)Find("nvmlDeviceGetMigDeviceHandleByIndex");
    }

    private bool IsComplete =>
        _initialize != null && _shutdown != null && _deviceCount != null && _handleByIndex != null && _memory != null;

    /// <summary>Where the driver's installer puts the library, in the order in which they are tried.</summary>
    public static IReadOnlyList<string> UsualNames { get; } = OperatingSystem.IsWindows()
        ?
        [
            Path.Combine(Environment.SystemDirectory, "nvml.dll"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "NVIDIA Corporation", "NVSMI", "nvml.dll"),
        ]
        : ["libnvidia-ml.so.1", "libnvidia-ml.so"];

    /// <summary>Loads the first of <paramref name="names"/> that the system's loader finds.</summary>
    /// <exception cref="NvmlException">None is found, or what is found is no NVML.</exception>
    public static NvmlLibrary Load(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!NativeLibrary.TryLoad(name, out var handle))
            {
                continue;
            }

            var library = new NvmlLibrary(handle);
            if (library.IsComplete)
            {
                return library;
            }

            library.Dispose();
            throw new NvmlException("GPU driver library is not usable", $"The library {name} lacks functions of NVML; reinstall the NVIDIA driver.");
        }

        foreach (var name in names)
        {
            if (File.Exists(name))
            {
                throw new NvmlException("GPU driver library is not usable", $"The library {name} cannot be loaded into this process (damaged, or built for another architecture); reinstall the NVIDIA driver.");
            }
        }

        throw new NvmlException("no GPU driver found", $"No NVIDIA driver library was found ({string.Join(", ", names)}).") { IsMissing = true };
    }

    public NvmlReturn Initialize() => (NvmlReturn)_initialize();

    public NvmlReturn Shutdown() => (NvmlReturn)_shutdown();

    /// <summary>NVML's own text for a code with the code's number; ours when it has none.</summary>
    public string Describe(NvmlReturn code)
    {
        var text = _errorString == null ? null : Marshal.PtrToStringUTF8((nint)_errorString((int)code));
        return $"{(string.IsNullOrWhiteSpace(text) ? NvmlWords.For(code) : text)}, code {(int)code}";
    }

    /// <summary>The driver's version, or <see langword="null"/> when it does not tell.</summary>
    public string? DriverVersion()
    {
        var buffer = stackalloc byte[DriverVersionBytes + 1];
        buffer[DriverVersionBytes] = 0;
        return _driverVersion != null && _driverVersion(buffer, DriverVersionBytes) == 0 ? Marshal.PtrToStringUTF8((nint)buffer) : null;
    }

    public NvmlReturn DeviceCount(out int count)
    {
        uint value = 0;
        var code = (NvmlReturn)_deviceCount(&value);
        count = (int)Math.Min(value, int.MaxValue);
        return code;
    }

    public NvmlReturn HandleByIndex(int index, out nint device)
    {
        nint value = 0;
        var code = (NvmlReturn)_handleByIndex((uint)index, &value);
        device = value;
        return code;
    }

    /// <summary>The device's name, or <see langword="null"/> when it does not tell.</summary>
    public string? DeviceName(nint device)
    {
        var buffer = stackalloc byte[DeviceNameBytes + 1];
        buffer[DeviceNameBytes] = 0;
        return _deviceName != null && _deviceName(device, buffer, DeviceNameBytes) == 0 ? Marshal.PtrToStringUTF8((nint)buffer) : null;
    }

    /// <summary>Capacity and use; by the second version where library and driver know it, by the first otherwise.</summary>
    public NvmlReturn Memory(nint device, out NvmlCapacity capacity)
    {
        if (_memoryV2 != null)
        {
            var second = new NvmlMemoryV2 { Version = NvmlMemoryV2.RequiredVersion };
            var code = (NvmlReturn)_memoryV2(device, &second);
            if (code is not (NvmlReturn.FunctionNotFound or NvmlReturn.ArgumentVersionMismatch or NvmlReturn.NotSupported))
            {
                capacity = new NvmlCapacity(Bytes(second.Total), Bytes(second.Used), Bytes(second.Free), Bytes(second.Reserved));
                return code;
            }
        }

        var first = default(NvmlMemory);
        var answer = (NvmlReturn)_memory(device, &first);
        capacity = new NvmlCapacity(Bytes(first.Total), Bytes(first.Used), Bytes(first.Free), null);
        return answer;
    }

    /// <summary>The processes with a context on the device.</summary>
    /// <param name="device">The device's handle.</param>
    /// <param name="graphics">Whether graphics contexts are asked for and not those of computing; a process may have both.</param>
    /// <param name="buffer">Receives them.</param>
    /// <param name="count">How many there are, also when the answer is <see cref="NvmlReturn.InsufficientSize"/>.</param>
    public NvmlReturn Processes(nint device, bool graphics, Span<NvmlProcessInfo> buffer, out int count)
    {
        count = 0;
        var query = graphics ? _graphics : _compute;
        if (query == null)
        {
            return NvmlReturn.FunctionNotFound;
        }

        var value = (uint)buffer.Length;
        NvmlReturn code;
        fixed (NvmlProcessInfo* infos = buffer)
        {
            code = (NvmlReturn)query(device, &value, infos);
        }

        count = (int)Math.Min(value, int.MaxValue);
        return code;
    }

    /// <summary>For how much of the last sampling period work ran, in percent; <see langword="null"/> when that is not told (a part of a GPU).</summary>
    public int? BusyPercent(nint device)
    {
        var rates = default(NvmlUtilization);
        return _utilization != null && _utilization(device, &rates) == 0 ? (int)Math.Min(rates.Gpu, 100) : null;
    }

    /// <summary>How many parts (MIG devices) the GPU may be divided into now; 0 when it is not divided, or cannot be.</summary>
    public int PartCount(nint device)
    {
        const uint Enabled = 1;
        uint current = 0;
        uint pending = 0;
        uint count = 0;
        return _migMode != null && _migCount != null && _migByIndex != null
            && _migMode(device, &current, &pending) == 0 && current == Enabled && _migCount(device, &count) == 0
            ? (int)Math.Min(count, MaxParts)
            : 0;
    }

    /// <summary>One part of a divided GPU.</summary>
    /// <returns><see cref="NvmlReturn.NotFound"/> where the place is not taken.</returns>
    public NvmlReturn PartByIndex(nint device, int index, out nint part)
    {
        nint value = 0;
        var code = (NvmlReturn)_migByIndex(device, (uint)index, &value);
        part = value;
        return code;
    }

    public void Dispose() => NativeLibrary.Free(_library);

    private static long Bytes(ulong value) => (long)Math.Min(value, long.MaxValue);

    /// <summary>The address of the first of these functions that the library has; 0 for none.</summary>
    private nint Find(params ReadOnlySpan<string> functions)
    {
        foreach (var function in functions)
        {
            if (NativeLibrary.TryGetExport(_library, function, out var address))
            {
                return address;
            }
        }

        return 0;
    }
}
