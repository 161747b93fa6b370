using System.Runtime.InteropServices;

namespace AgentNotebook.Gpu.Nvml;

/// <summary><c>nvmlMemory_v2_t</c>: <see cref="Used"/> leaves out <see cref="Reserved"/>. The order of the fields differs from the first version.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlMemoryV2
{
    /// <summary>NVML_STRUCT_VERSION(Memory, 2): the size in the low 24 bits, the version above.</summary>
    public const uint RequiredVersion = 40 | (2u << 24);

    public uint Version;
    public ulong Total;
    public ulong Reserved;
    public ulong Free;
    public ulong Used;
}
