namespace AgentNotebook.Execution.Sandbox;

/// <summary>A layer of a level is missing or does not hold: the level is not to be had.</summary>
/// <param name="layer">The layer, as <see cref="SandboxLayer.Name"/> has it.</param>
/// <param name="found">Why, in words.</param>
/// <param name="remedy">How to get it.</param>
internal sealed class SandboxLayerException(string layer, string found, string remedy) : Exception($"{layer}: {found}")
{
    internal SandboxLayer Layer { get; } = new(layer, IsActive: false, found, remedy);
}
