namespace AgentNotebook.Gpu.Nvml;

/// <summary>Words for NVML's return codes, for a library that cannot give its own.</summary>
internal static class NvmlWords
{
    /// <summary>A short phrase without a full stop.</summary>
    public static string For(NvmlReturn code) => code switch
    {
        NvmlReturn.Success => "success",
        NvmlReturn.Uninitialized => "the library was not initialised",
        NvmlReturn.InvalidArgument => "an argument is invalid",
        NvmlReturn.NotSupported => "not supported by this device",
        NvmlReturn.NoPermission => "insufficient permissions",
        NvmlReturn.NotFound => "not found",
        NvmlReturn.InsufficientSize => "a buffer is too small",
        NvmlReturn.InsufficientPower => "a device has no external power attached",
        NvmlReturn.DriverNotLoaded => "the driver is not loaded",
        NvmlReturn.Timeout => "timed out",
        NvmlReturn.IrqIssue => "the kernel found an interrupt issue with a GPU",
        NvmlReturn.LibraryNotFound => "a library that NVML needs was not found",
        NvmlReturn.FunctionNotFound => "this version of the library lacks the function",
        NvmlReturn.CorruptedInforom => "the device's infoROM is corrupted",
        NvmlReturn.GpuIsLost => "the GPU is lost",
        NvmlReturn.ResetRequired => "the GPU needs a reset",
        NvmlReturn.OperatingSystem => "the operating system blocked the GPU",
        NvmlReturn.LibraryVersionMismatch => "driver and library versions differ",
        NvmlReturn.InUse => "the GPU is in use",
        NvmlReturn.OutOfMemory => "out of memory",
        NvmlReturn.NoData => "no data",
        NvmlReturn.InsufficientResources => "the driver has too few resources",
        NvmlReturn.ArgumentVersionMismatch => "the version of an argument is not known to the library",
        NvmlReturn.NotReady => "the system is not ready",
        NvmlReturn.GpuNotFound => "no GPU was found",
        NvmlReturn.InvalidState => "not allowed in the present state",
        NvmlReturn.Unknown => "unknown error",
        _ => "an error this version does not know",
    };
}
