namespace AgentNotebook.Clients.Support;

/// <summary>What a run of a client came to.</summary>
internal sealed record ClientResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Everything it said, for a failing test.</summary>
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
