using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Magics;

/// <summary>Everything a magic works with. A host makes one for each notebook it runs.</summary>
public sealed record NotebookServices
{
    /// <summary>Where guest code runs.</summary>
    public required ICodeRunner Runner { get; init; }

    /// <summary>Compiles guest code.</summary>
    public required GuestCompiler Compiler { get; init; }

    /// <summary>The notebook's folder: relative paths begin here.</summary>
    public required string Folder { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
