namespace AgentNotebook.Guest;

/// <summary>What guest code sees without a <c>using</c>: what it was handed, and where it leaves what it made. A guest has no files; this takes their place.</summary>
public static class Exchange
{
    private static InputSet? _inputs;
    private static ArtifactSet? _artifacts;

    /// <summary>What the run was handed: <c>Inputs["data.csv"].Text</c>.</summary>
    public static InputSet Inputs => _inputs ?? throw NoRun();

    /// <summary>Where the run leaves what it made: <c>Artifacts.Save("plot.svg", svg)</c>.</summary>
    public static ArtifactSet Artifacts => _artifacts ?? throw NoRun();

    internal static void Begin(InputSet inputs, ArtifactSet artifacts) => (_inputs, _artifacts) = (inputs, artifacts);

    private static InvalidOperationException NoRun() => new("There is no run in this process.");
}
