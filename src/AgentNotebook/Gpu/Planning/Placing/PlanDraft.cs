using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Gpu.Planning.Trees;

namespace AgentNotebook.Gpu.Planning.Placing;

/// <summary>A model that is split into units, ready to be placed on devices, and to be placed again on others.</summary>
internal sealed class PlanDraft
{
    private readonly ModelHeader _model;
    private readonly PlanRequest _request;
    private readonly ModuleTree _tree;
    private readonly IReadOnlyList<PlanUnit> _units;
    private readonly IReadOnlyList<PlanItem> _items;

    public PlanDraft(ModelHeader model, PlanRequest request)
    {
        request.Validate();
        (_model, _request, _tree) = (model, request, ModuleTree.Build(model, request));
        _units = UnitSplitter.Split(_tree, request.NoSplit);
        _items = PlanItem.Group(_units, _tree.Storages.Count);
    }

    private PlanDraft(PlanDraft other, IReadOnlyList<PlanDevice> devices)
    {
        (_model, _request, _tree) = (other._model, other._request with { Devices = devices }, other._tree);
        (_units, _items) = (other._units, other._items);
    }

    private long WeightBytes => _items.Sum(item => item.Bytes);

    /// <summary>The same model for other devices.</summary>
    public PlanDraft On(IReadOnlyList<PlanDevice> devices) => new(this, devices);

    /// <summary>Whether everything finds a place.</summary>
    public bool Fits() => PlacementSearch.Run(PlanSpace.Ways(_items, _request.Devices), _request.SearchSteps).Found is not null;

    /// <summary>The plan for the devices of the request.</summary>
    public PlacementPlan Place()
    {
        var search = PlacementSearch.Run(PlanSpace.Ways(_items, _request.Devices), _request.SearchSteps);
        return search.Found is var (space, packing) ? Fitting(space, packing) : new PlacementPlan
        {
            Model = _model,
            Request = _request,
            Fits = false,
            WeightBytes = WeightBytes,
            Devices = [.. _request.Devices.OrderBy(device => device.Kind).ThenBy(device => device.Index).Select(device => new PlacedDevice(device, 0, 0))],
            Modules = [],
            DeviceMap = [],
            Problems = Shortfall.Explain(_items, _units, _request, search.GaveUp),
            Notes = PlanNotes.Of(_model, _request, _tree, null, null),
        };
    }

    private PlacementPlan Fitting(PlanSpace space, Packing packing)
    {
        var devices = new int[_units.Count];
        for (var item = 0; item < _items.Count; item++)
        {
            foreach (var unit in _items[item].Units)
            {
                devices[unit] = packing.Devices[item];
            }
        }

        return new PlacementPlan
        {
            Model = _model,
            Request = _request,
            Fits = true,
            WeightBytes = WeightBytes,
            Devices = [.. Enumerable.Range(0, space.Devices.Count).Select(device => new PlacedDevice(
                space.Devices[device],
                Enumerable.Range(0, _items.Count).Where(item => packing.Devices[item] == device).Sum(item => space.Bytes(item, device)),
                Math.Max(0, packing.Staging.KeptOn(space, device))))],
            Modules = Modules(space, packing, devices),
            DeviceMap = [.. DeviceMapBuilder.Build(_tree, _units, devices).Select(entry => KeyValuePair.Create(entry.Key, space.Devices[entry.Value]))],
            Problems = [],
            Notes = PlanNotes.Of(_model, _request, _tree, space, Enumerable.Range(0, _units.Count).Where(unit => !space.RunsOn[devices[unit]]).SelectMany(unit => _units[unit].Tensors)),
        };
    }

    private IReadOnlyList<PlacedModule> Modules(PlanSpace space, Packing packing, int[] devices)
    {
        var reasons = new PlacementReasons(space, packing, _units);
        var modules = new PlacedModule[_units.Count];
        for (var item = 0; item < _items.Count; item++)
        {
            HashSet<PlanStorage> counted = [];
            foreach (var unit in _items[item].Units)
            {
                var added = _units[unit].Storages.Where(counted.Add).Sum(storage => space.Devices[devices[unit]].Kind == PlanDeviceKind.Gpu ? storage.Bytes : storage.OffloadedBytes);
                modules[unit] = new PlacedModule(_units[unit].Path, space.Devices[devices[unit]], added, reasons.Of(item, unit));
            }
        }

        return modules;
    }
}
