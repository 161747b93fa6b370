using System.Globalization;
using AgentNotebook.Gpu;
using AgentNotebook.Text;

namespace AgentNotebook.Tool.Reports;

/// <summary>The devices of this machine and what is in use of them.</summary>
/// <param name="Title">What was measured, and by what.</param>
/// <param name="Explanation">Why that, and what it cannot tell.</param>
/// <param name="IsGpu">Whether it is a GPU's memory.</param>
/// <param name="Devices">One finding a device.</param>
internal sealed record DeviceReport(string Title, string Explanation, bool IsGpu, IReadOnlyList<DeviceFinding> Devices)
{
    /// <summary>Asks a probe.</summary>
    public static DeviceReport Of(IMemoryProbe probe)
    {
        var devices = probe.Devices.Select(device => new DeviceFinding(probe.IsGpu ? device.Label : "", device.Name, probe.Inspect(device.Index)) { Trouble = probe.Trouble(device.Index) }).ToList();
        // After the readings: it says what they could not tell.
        return new DeviceReport(probe.Title, probe.Explanation, probe.IsGpu, devices);
    }

    /// <summary>The report for the terminal.</summary>
    public string ToText()
    {
        var table = TextTable.Format(
            ["DEVICE", "NAME", "TOTAL#", "USED#", "FREE#", "RESERVED#", "BUSY#"],
            [.. Devices.Select(device => device.Row())]);
        var holders = Devices
            .SelectMany(device => (device.Details?.Holders ?? []).Select(holder => (string[])
            [
                device.Label,
                holder.Process.ToString(CultureInfo.InvariantCulture),
                holder.Name ?? "?",
                holder.Bytes is { } bytes ? ByteText.Of(bytes) : "?",
                holder.IsOurs ? "this command" : "",
            ]))
            .ToList();
        string[] parts =
        [
            Explanation.Length > 0 ? $"{Title}\n{Explanation}" : Title,
            table,
            holders.Count > 0 ? TextTable.Format(["DEVICE", "PID#", "PROCESS", "HOLDS#", ""], holders) : IsGpu ? "No process is known to hold memory." : "",
        ];
        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }
}
