using System.Globalization;
using AgentNotebook.Gpu;
using AgentNotebook.Text;

namespace AgentNotebook.Tool.Reports;

/// <summary>One device.</summary>
/// <param name="Label">How the driver counts it; empty where there is no GPU.</param>
/// <param name="Name">Its name.</param>
/// <param name="Details">What it told; <see langword="null"/> when it did not answer.</param>
internal sealed record DeviceFinding(string Label, string Name, MemoryDetails? Details)
{
    /// <summary>Why it did not answer; <see langword="null"/> when it did.</summary>
    public string? Trouble { get; init; }

    /// <summary>Its line in a table.</summary>
    public string[] Row()
    {
        // Names come from drivers: what would steer a terminal is left out.
        var name = string.Concat(Name.Where(character => !char.IsControl(character)));
        return Details is { } details
            ?
            [
                Label, name, ByteText.Of(details.TotalBytes), ByteText.Of(details.Reading.UsedBytes), ByteText.Of(details.FreeBytes),
                details.ReservedBytes is { } reserved ? ByteText.Of(reserved) : "",
                details.BusyPercent is { } busy ? string.Create(CultureInfo.InvariantCulture, $"{busy}%") : "",
            ]
            : [Label, name, Trouble ?? "does not answer", "", "", "", ""];
    }
}
