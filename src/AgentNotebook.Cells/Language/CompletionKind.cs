namespace AgentNotebook.Cells.Language;

/// <summary>What a completion stands for. In lower case, the names are those that Jupyter's front ends know.</summary>
public enum CompletionKind
{
    /// <summary>A method, an extension method, a local function.</summary>
    Method,

    /// <summary>A property.</summary>
    Property,

    /// <summary>A field or constant of a type.</summary>
    Field,

    /// <summary>A member of an enumeration.</summary>
    EnumMember,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A variable: local, of a cell, or a parameter.</summary>
    Variable,

    /// <summary>A parameter that can be given by its name.</summary>
    Argument,

    /// <summary>A class or record.</summary>
    Class,

    /// <summary>A struct.</summary>
    Struct,

    /// <summary>An interface.</summary>
    Interface,

    /// <summary>An enumeration.</summary>
    Enum,

    /// <summary>A delegate.</summary>
    Delegate,

    /// <summary>A type parameter.</summary>
    TypeParameter,

    /// <summary>A namespace.</summary>
    Namespace,

    /// <summary>A word of the language.</summary>
    Keyword,

    /// <summary>A magic.</summary>
    Magic,
}
