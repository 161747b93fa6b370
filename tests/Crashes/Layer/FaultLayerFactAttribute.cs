namespace AgentNotebook.Crashes.Layer;

/// <summary>A test that puts the layer between a process and its files; skipped, with the way to get it, where it cannot be built.</summary>
internal sealed class FaultLayerFactAttribute : FactAttribute
{
    public FaultLayerFactAttribute() => Skip = FaultLayer.WhyNot;
}
