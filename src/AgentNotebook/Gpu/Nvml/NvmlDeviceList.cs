namespace AgentNotebook.Gpu.Nvml;

/// <summary>Finds the devices of an initialised library.</summary>
/// <remarks>
/// A GPU that is divided into parts (Multi-Instance GPU) is listed by its parts: work runs on one of them and has that one's memory, not the
/// whole. Divided with no part made yet, it is listed as a whole, and its memory is what the parts can have.
/// </remarks>
internal sealed class NvmlDeviceList
{
    /// <summary>More than any machine has; a driver that says so is not followed far.</summary>
    private const int MaxGpus = 1024;

    private readonly NvmlLibrary _library;
    private readonly List<NvmlDevice> _devices = [];
    private readonly List<string> _leftOut = [];

    /// <summary>Asks for every device.</summary>
    /// <param name="library">Initialised.</param>
    /// <param name="count">How many GPUs it says there are.</param>
    public NvmlDeviceList(NvmlLibrary library, int count)
    {
        _library = library;
        for (var index = 0; index < Math.Min(count, MaxGpus); index++)
        {
            var code = library.HandleByIndex(index, out var handle);
            if (code != NvmlReturn.Success)
            {
                LeaveOut($"GPU {index}", code);
            }
            else if (!AddParts(handle, index))
            {
                Add(handle, $"GPU {index}", "");
            }
        }
    }

    /// <summary>The devices that answer, in the driver's order.</summary>
    public IReadOnlyList<NvmlDevice> Devices => _devices;

    /// <summary>Those that do not, a sentence each.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    private bool AddParts(nint gpu, int index)
    {
        var found = false;
        var count = _library.PartCount(gpu);
        for (var part = 0; part < count; part++)
        {
            var code = _library.PartByIndex(gpu, part, out var handle);
            if (code == NvmlReturn.Success)
            {
                Add(handle, $"GPU {index} MIG {part}", " MIG");
                found = true;
            }
            else if (code is not (NvmlReturn.NotFound or NvmlReturn.InvalidArgument))
            {
                LeaveOut($"GPU {index} MIG {part}", code);
                found = true;
            }
        }

        return found;
    }

    private void Add(nint handle, string label, string suffix)
    {
        var code = _library.Memory(handle, out var capacity);
        if (code != NvmlReturn.Success)
        {
            LeaveOut(label, code);
            return;
        }

        // Newer drivers name a part by its profile (NVIDIA H100 80GB HBM3 MIG 1g.10gb), older ones by its GPU alone.
        var name = _library.DeviceName(handle) ?? label;
        name = name.Contains("MIG", StringComparison.Ordinal) ? name : name + suffix;
        _devices.Add(new NvmlDevice(handle, new MemoryDevice(_devices.Count, name, capacity.TotalBytes) { Label = label }));
    }

    private void LeaveOut(string label, NvmlReturn code) => _leftOut.Add($"{label} is left out (NVML: {_library.Describe(code)}).");
}
