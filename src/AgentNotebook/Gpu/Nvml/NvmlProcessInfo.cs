using System.Runtime.InteropServices;

namespace AgentNotebook.Gpu.Nvml;

/// <summary><c>nvmlProcessInfo_t</c> as the second and third version of the process queries fill it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcessInfo
{
    /// <summary>NVML_VALUE_NOT_AVAILABLE: the driver lists the process but does not know its memory (Windows display driver model).</summary>
    public const ulong NotAvailable = ulong.MaxValue;

    public uint Pid;
    public ulong UsedGpuMemory;
    public uint GpuInstanceId;
    public uint ComputeInstanceId;
}
