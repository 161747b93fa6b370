using AgentNotebook.Gpu;

namespace AgentNotebook.Tests.Gpu;

/// <summary>A probe whose readings a test sets.</summary>
internal sealed class ScriptedProbe(params string[] names) : IMemoryProbe
{
    /// <summary>Answers a reading: device and how often it was asked before.</summary>
    public Func<int, int, MemoryReading?> Answer { get; set; } = (_, _) => new MemoryReading(0, 0);

    public int[] Asked { get; } = new int[names.Length];

    public string Title => "GPU memory (scripted)";

    public string Explanation => "";

    public bool IsGpu { get; init; } = true;

    public bool TellsShare { get; set; } = true;

    public IReadOnlyList<MemoryDevice> Devices { get; } = [.. names.Select((name, index) => new MemoryDevice(index, name, 80L << 30))];

    public MemoryReading? Read(int device) => Answer(device, Asked[device]++);

    public void Dispose()
    {
    }
}
