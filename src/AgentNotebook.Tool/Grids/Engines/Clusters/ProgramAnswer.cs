namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>What another program said.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">The end of its standard error.</param>
internal sealed record ProgramAnswer(int Code, string Output, string Errors)
{
    /// <summary>The first line of what went wrong, fit for a terminal.</summary>
    public string Complaint => Display.RunCard.Untrusted.Line(Errors.Split('\n').Concat(Output.Split('\n')).FirstOrDefault(line => line.Trim().Length > 0) ?? $"it ended with code {Code} and said nothing", 300);
}
