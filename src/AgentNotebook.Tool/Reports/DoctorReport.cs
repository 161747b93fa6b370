using AgentNotebook.Execution;

namespace AgentNotebook.Tool.Reports;

/// <summary>Everything <c>agentnb doctor</c> found.</summary>
/// <param name="Parts">One entry for each part that was tried.</param>
/// <param name="Sandbox">One entry for each level, strongest first.</param>
internal sealed record DoctorReport(IReadOnlyList<PartFinding> Parts, IReadOnlyList<SandboxFinding> Sandbox)
{
    /// <summary>The strongest level that works; <see langword="null"/> when none does.</summary>
    public SandboxLevel? Strongest => Sandbox.FirstOrDefault(level => level.Works)?.Level;

    /// <summary>Whether everything works that a notebook needs. A stronger level that is missing is no failure as long as one works.</summary>
    public bool IsWell => Strongest is not null && Parts.All(part => part.Works);

    /// <summary>The report for the terminal.</summary>
    public string ToText()
    {
        var parts = TextTable.Format(["", "PART", "FOUND"], [.. Parts.Select(part => new[] { part.Works ? "ok" : "FAILS", part.Part, part.Found })]);
        var layers = TextTable.Format(
            ["", "LEVEL", "LAYER", "FOUND"],
            [.. Sandbox.SelectMany(level => level.Layers.Select(layer => new[] { layer.IsActive ? "ok" : "missing", level.Level.ToString().ToLowerInvariant(), layer.Name, layer.Found }))]);
        var remedies = Sandbox.SelectMany(level => level.Layers)
            .Where(layer => layer.Remedy.Length > 0)
            .Select(layer => $"{layer.Name}: {layer.Remedy}")
            .Distinct();
        var strongest = Strongest is { } found ? $"Code runs at level '{found.ToString().ToLowerInvariant()}'." : "Code does not run here: no level of the sandbox can be had. '--level none' runs it with your own rights.";
        return string.Join("\n\n", (string[])[parts, layers, string.Join('\n', remedies.Prepend(strongest))]);
    }
}
