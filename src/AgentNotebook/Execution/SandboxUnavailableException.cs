namespace AgentNotebook.Execution;

/// <summary>The level that was asked for cannot be had on this machine. Nothing has run, and nothing will run at a weaker level unless it is asked for by name.</summary>
/// <param name="message">The layer that is missing, why, and how to get it.</param>
/// <param name="layers">Every layer that was tried, with what was found.</param>
public sealed class SandboxUnavailableException(string message, IReadOnlyList<SandboxLayer> layers) : Exception(message)
{
    /// <summary>Every layer that was tried, with what was found.</summary>
    public IReadOnlyList<SandboxLayer> Layers { get; } = layers;
}
