namespace AgentNotebook.Polyglot.Binding;

/// <summary>What lines are that the engine hands to the kernel of a magic with a body.</summary>
public enum CellLines
{
    /// <summary>The body: all of a cell whose kernel was chosen by the front end.</summary>
    Body,

    /// <summary>The lines after the magic's own line, which has run them already.</summary>
    HaveRun,

    /// <summary>Lines after another magic further down in the cell. The engine stays with the kernel it was at; they are C#, as in every other host.</summary>
    CSharp,
}
