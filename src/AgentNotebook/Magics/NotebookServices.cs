using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Leases;
using AgentNotebook.Magics.AgentRuns.Checks;
using AgentNotebook.Magics.Lessons;
using AgentNotebook.Magics.Provenance;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Magics;

/// <summary>Everything a magic works with. A host makes one for each notebook it runs.</summary>
public sealed record NotebookServices
{
    private MemoryLeases? _leases;

    /// <summary>Where runs and values are kept.</summary>
    public required Session Session { get; init; }

    /// <summary>Where guest code runs.</summary>
    public required ICodeRunner Runner { get; init; }

    /// <summary>Compiles guest code.</summary>
    public required GuestCompiler Compiler { get; init; }

    /// <summary>Finds models by name.</summary>
    public required ModelCatalog Models { get; init; }

    /// <summary>The memory curve, sampled since the notebook was opened.</summary>
    public required MemorySampler Memory { get; init; }

    /// <summary>The leases of the notebook: its cells' own, and those of its agents' steps.</summary>
    /// <value>Default: leases that <see cref="Memory"/> measures.</value>
    // Made by the first who asks, which is the engine: copies of these services share it.
    public MemoryLeases Leases
    {
        get => _leases ??= new MemoryLeases(Memory, Time);
        init => _leases = value;
    }

    /// <summary>The notebook's folder: relative paths begin here.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// The pass over the notebook; empty when nobody runs it from top to bottom. Within one pass a cell that is run again finds its own run
    /// and goes on with it.
    /// </summary>
    public string Pass { get; init; } = "";

    /// <summary>Whether someone is there to answer when a run stops without success.</summary>
    public bool HumanCanAnswer { get; init; }

    /// <summary>Called whenever a run moved, after its flush.</summary>
    public Action<RunRecord>? RunChanged { get; init; }

    /// <summary>The checks that cells of the notebook declared.</summary>
    public CheckCells Checks { get; init; } = new();

    /// <summary>What the cells used, for the notebook's manifest.</summary>
    public NotebookProvenance Provenance { get; init; } = new();
    /// <summary>What the <c>#!check</c> cells of the notebook found.</summary>
    public LessonChecks LessonChecks { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
