namespace AgentNotebook.Cells.Splitting;

/// <summary>What a directive line asks for.</summary>
internal enum DirectiveKind
{
    /// <summary><c>#r "nuget: Name, version"</c>.</summary>
    Package,

    /// <summary><c>#i "nuget: source"</c>.</summary>
    Source,

    /// <summary><c>#r "file.dll"</c>, or the name of an assembly of the framework.</summary>
    Assembly,

    /// <summary><c>#load "file.csx"</c>.</summary>
    Load,
}
