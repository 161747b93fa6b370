using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Steps;
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
    public required IGuestCompiler Compiler { get; init; }

    /// <summary>Runs it.</summary>
    public required ICodeRunner Runner { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether someone is there to answer when the run stops without success.</summary>
    public bool HumanCanAnswer { get; init; }

    /// <summary>GPU memory in use by us now, in bytes; <see langword="null"/> where there is no GPU to ask.</summary>
    public Func<long>? GpuMemoryInUse { get; init; }

    /// <summary>Gives back what memory this process can do without. Called before the one retry with less memory.</summary>
    /// <value>Default: collects garbage and returns it to the system.</value>
    public Action GiveBackMemory { get; init; } = static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Asked when the run comes to rest: what memory did meanwhile; <see langword="null"/> when nobody measures.</summary>
    public Func<MemoryObserved?>? ObserveMemory { get; init; }

    /// <summary>Watches the memory of each step in which a model thinks or code runs; <see langword="null"/> when nobody measures.</summary>
    public IStepMeter? Steps { get; init; }

    /// <summary>Sees each entry before and after it is on the disk; <see langword="null"/> when nobody looks. Set when a run is recorded or replayed.</summary>
    public IRunWitness? Witness { get; init; }
}
