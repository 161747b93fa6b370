namespace AgentNotebook.Documents;

/// <summary>What a cell of a notebook is.</summary>
public enum CellKind
{
    /// <summary>Code, with outputs.</summary>
    Code,

    /// <summary>Markdown text.</summary>
    Markdown,

    /// <summary>Text for converters, left alone.</summary>
    Raw,
}
