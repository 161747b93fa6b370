using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Gpu.Planning;

/// <summary>Where each module of a model goes, or why it does not fit.</summary>
public sealed record PlacementPlan
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The model.</summary>
    public required ModelHeader Model { get; init; }

    /// <summary>For what it was planned.</summary>
    public required PlanRequest Request { get; init; }

    /// <summary>Whether everything found a place.</summary>
    public required bool Fits { get; init; }

    /// <summary>Bytes of all weights as they are on the devices that run them, after quantization, shared data counted once.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>The devices in the order in which they are filled; where nothing fits, with nothing on them.</summary>
    public required IReadOnlyList<PlacedDevice> Devices { get; init; }

    /// <summary>Every module that stays in one piece, in the model's order; empty when it does not fit.</summary>
    public required IReadOnlyList<PlacedModule> Modules { get; init; }

    /// <summary>
    /// The device map: the fewest names of modules, and of parameters where they stand alone, that cover every tensor exactly once. Empty when
    /// it does not fit.
    /// </summary>
    public required IReadOnlyList<KeyValuePair<string, PlanDevice>> DeviceMap { get; init; }

    /// <summary>Why it does not fit, a sentence each; empty when it does.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What the sizes hold and what they do not, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Changes that make it fit, the smallest first; empty when it fits, or when no single change does it.</summary>
    public IReadOnlyList<PlanChange> Changes { get; init; } = [];

    /// <summary>The device map as accelerate takes it: a JSON object from names to a GPU's number, <c>"cpu"</c> or <c>"disk"</c>.</summary>
    public string ToDeviceMapJson()
    {
        var map = new JsonObject();
        foreach (var (name, device) in DeviceMap)
        {
            map[name] = device.Kind == PlanDeviceKind.Gpu ? JsonValue.Create(device.Index) : JsonValue.Create(device.Label);
        }

        return map.ToJsonString(_indented);
    }
}
