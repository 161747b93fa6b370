namespace AgentNotebook.Gpu.Nvml;

/// <summary>Why a device that answered once does not any more, in words that follow its name.</summary>
internal static class NvmlTrouble
{
    /// <summary>A few words, for a mark on the curve.</summary>
    public static string InBrief(NvmlReturn code) => code switch
    {
        NvmlReturn.GpuIsLost => "is lost",
        NvmlReturn.ResetRequired => "needs a reset",
        NvmlReturn.NoPermission => "refuses access",
        NvmlReturn.Uninitialized or NvmlReturn.DriverNotLoaded => "has lost its driver",
        NvmlReturn.NotFound or NvmlReturn.InvalidArgument => "is gone",
        _ => "does not answer",
    };

    /// <summary>What can be done about it; empty when nobody knows.</summary>
    public static string WayOut(NvmlReturn code) => code switch
    {
        NvmlReturn.GpuIsLost => "it fell off the bus or was taken away, and comes back with a restart of the machine",
        NvmlReturn.ResetRequired => "end what runs on it, then 'nvidia-smi --gpu-reset'",
        NvmlReturn.NoPermission => "give the user access to the /dev/nvidia* devices",
        NvmlReturn.Uninitialized or NvmlReturn.DriverNotLoaded => "load the driver (modprobe nvidia) and open the notebook anew",
        NvmlReturn.NotFound or NvmlReturn.InvalidArgument => "its parts were arranged anew (MIG) since the notebook was opened; open it anew",
        _ => "",
    };
}
