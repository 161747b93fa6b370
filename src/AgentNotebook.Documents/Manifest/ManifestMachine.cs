using System.Globalization;
using System.Runtime.InteropServices;

namespace AgentNotebook.Documents.Manifest;

/// <summary>A machine in general words.</summary>
/// <param name="OperatingSystem">Its kind: Linux, Windows, macOS or FreeBSD.</param>
/// <param name="Architecture">The processor's architecture, such as <c>x64</c>.</param>
/// <param name="Processors">How many processors this process may use.</param>
/// <param name="MemoryGiB">The memory this process may use, in GiB, rounded to a power of two.</param>
public sealed record ManifestMachine(string OperatingSystem, string Architecture, int Processors, int MemoryGiB)
{
    /// <summary>This one.</summary>
    public static ManifestMachine Here { get; } = new(
        System.OperatingSystem.IsWindows() ? "Windows" : System.OperatingSystem.IsMacOS() ? "macOS" : System.OperatingSystem.IsFreeBSD() ? "FreeBSD" : "Linux",
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Environment.ProcessorCount,
        Rounded(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));

    /// <summary>In one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OperatingSystem}, {Architecture}, {Processors} {(Processors == 1 ? "processor" : "processors")}, about {MemoryGiB} GiB of memory");

    private static int Rounded(long bytes) => 1 << (int)Math.Max(0, Math.Round(Math.Log2(Math.Max(1.0, bytes / (double)(1L << 30)))));
}
