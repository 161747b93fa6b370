namespace AgentNotebook.Cells.Language;

/// <summary>Names kinds of completions.</summary>
public static class CompletionKinds
{
    /// <summary>The name that Jupyter's front ends know, as in the metadata <c>_jupyter_types_experimental</c>.</summary>
    public static string Name(this CompletionKind kind) => kind switch
    {
        CompletionKind.EnumMember => "enum",
        CompletionKind.TypeParameter => "typeParameter",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
