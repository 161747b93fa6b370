namespace AgentNotebook.Execution.Processes;

/// <summary>A program to start.</summary>
/// <param name="Path">Full path of the program.</param>
/// <param name="Arguments">Its arguments, without the program's own name.</param>
/// <param name="Environment">Its whole environment.</param>
/// <param name="Folder">The folder it starts in.</param>
internal sealed record SpawnCommand(string Path, IReadOnlyList<string> Arguments, IReadOnlyList<(string Name, string Value)> Environment, string Folder)
{
    /// <summary>Bytes the child finds in descriptor <see cref="SpawnedProcess.ExtraDescriptor"/>; <see langword="null"/> for none.</summary>
    internal byte[]? Extra { get; init; }

    /// <summary>Open files and folders the child finds in descriptors from <see cref="SpawnedProcess.InheritedDescriptor"/> on. Whoever made the command keeps them open.</summary>
    internal IReadOnlyList<int> Inherited { get; init; } = [];
}
