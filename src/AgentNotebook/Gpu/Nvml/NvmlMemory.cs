using System.Runtime.InteropServices;

namespace AgentNotebook.Gpu.Nvml;

/// <summary><c>nvmlMemory_t</c>: <see cref="Used"/> includes what the driver reserves for itself.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlMemory
{
    public ulong Total;
    public ulong Free;
    public ulong Used;
}
