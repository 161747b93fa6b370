using AgentNotebook.Gpu.Planning.Trees;
using AgentNotebook.Text;

namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>Says why a module is where it is, from what the finished packing shows.</summary>
internal sealed class PlacementReasons
{
    private readonly PlanSpace _space;
    private readonly Packing _packing;
    private readonly IReadOnlyList<PlanUnit> _units;
    private readonly int[] _furthestBefore;

    public PlacementReasons(PlanSpace space, Packing packing, IReadOnlyList<PlanUnit> units)
    {
        (_space, _packing, _units) = (space, packing, units);
        _furthestBefore = new int[space.Items.Count];
        var furthest = -1;
        for (var item = 0; item < _furthestBefore.Length; item++)
        {
            _furthestBefore[item] = furthest;
            furthest = Math.Max(furthest, packing.Devices[item]);
        }
    }

    /// <summary>Why a unit of an item is where it is.</summary>
    public string Of(int item, int unit)
    {
        var parts = new List<string> { Place(item) };
        if (_space.Items[item].Units is { Count: > 1 } together)
        {
            var other = together.First(other => other != unit && _units[other].Storages.Any(_units[unit].Storages.Contains));
            parts.Add($"shares weights with {_units[other].Path}, so both are on one device");
        }

        if (_units[unit].IsTensor)
        {
            parts.Add("stands beside modules that are placed one by one");
        }

        return string.Join("; ", parts);
    }

    private string Place(int item)
    {
        var device = _packing.Devices[item];
        var label = _space.Devices[device].Label;
        var full = Enumerable.Range(0, device).Where(earlier => _space.Capacity[earlier] > 0 && (_space.RunsOn[earlier] || earlier == _space.Cpu)).ToList();
        if (!_space.RunsOn[device])
        {
            var size = _space.Items[item].OffloadedBytes != _space.Items[item].Bytes ? $"{ByteText.Of(_space.Bytes(item, device))} in float32, " : "";
            return $"{size}no room on {Left(item, full)}; brought to {_space.Devices[_space.Main].Label} to be run";
        }

        if (device < _furthestBefore[item])
        {
            return $"fills the room that was left on {label}";
        }

        var roomy = full.FindIndex(earlier => _packing.Free[earlier] >= _space.Items[item].Bytes);
        return full.Count == 0 ? "first device, in the model's order"
            : roomy >= 0 ? $"follows in the model's order; {_space.Devices[full[roomy]].Label} has room, but going back saves nothing"
            : $"no room on {Left(item, full)}";
    }

    private string Left(int item, List<int> devices)
    {
        const int Most = 4;
        var shown = devices.Take(Most).Select(device => $"{_space.Devices[device].Label} ({ByteText.Of(_packing.Free[device])} left)");
        return $"{string.Join(", ", shown)}{(devices.Count > Most ? $" and {devices.Count - Most} more" : "")} for {ByteText.Of(_space.Items[item].Bytes)}";
    }
}
