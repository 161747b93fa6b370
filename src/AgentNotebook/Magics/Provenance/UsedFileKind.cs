namespace AgentNotebook.Magics.Provenance;

/// <summary>What a file was used as.</summary>
public enum UsedFileKind
{
    /// <summary>Handed to a run or to the sandbox with <c>--input</c>.</summary>
    Input,

    /// <summary>Run in a cell's place, by <c>#!import</c> or <c>#load</c>.</summary>
    Import,

    /// <summary>An assembly that code refers to, by <c>#r "file.dll"</c> or <c>--reference</c>.</summary>
    Reference,

    /// <summary>The playbook of a scripted model.</summary>
    Playbook,

    /// <summary>The recording that drove a run, by <c>--replay</c>.</summary>
    Recording,
}
