using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Runs;

/// <summary>What a run works with.</summary>
public sealed record RunServices
{
    /// <summary>Who thinks.</summary>
    public required IAgentModel Model { get; init; }

    /// <summary>Compiles the code.</summary>
    public required GuestCompiler Compiler { get; init; }

    /// <summary>Runs it.</summary>
    public required ICodeRunner Runner { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether someone is there to answer when the run stops without success.</summary>
    public bool HumanCanAnswer { get; init; }
}
