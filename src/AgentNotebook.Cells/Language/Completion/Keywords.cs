namespace AgentNotebook.Cells.Language.Completion;

/// <summary>The words of the language that make sense at a kind of place.</summary>
internal static class Keywords
{
    /// <summary>Where a value is expected.</summary>
    public static IReadOnlyList<string> InExpression { get; } =
    [
        "await", "base", "bool", "byte", "char", "checked", "decimal", "default", "double", "dynamic", "false", "float", "from", "int", "is", "long", "nameof", "new", "nint",
        "null", "nuint", "object", "sbyte", "short", "sizeof", "stackalloc", "string", "switch", "this", "throw", "true", "typeof", "uint", "ulong", "unchecked",
        "ushort", "with",
    ];

    /// <summary>Where a type is expected.</summary>
    public static IReadOnlyList<string> InType { get; } =
    [
        "bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "nint", "nuint", "object", "sbyte", "short", "string", "uint", "ulong", "ushort", "void",
    ];

    /// <summary>Where a statement begins, besides those of an expression.</summary>
    public static IReadOnlyList<string> InStatement { get; } =
    [
        "abstract", "async", "break", "case", "catch", "class", "const", "continue", "delegate", "do", "else", "enum", "event", "extern", "finally", "fixed", "for",
        "foreach", "goto", "if", "interface", "internal", "lock", "namespace", "partial", "private", "protected", "public", "readonly", "record", "ref", "return",
        "sealed", "static", "struct", "try", "unsafe", "using", "var", "virtual", "volatile", "when", "while", "yield",
    ];

    /// <summary>Where a member of a type begins.</summary>
    public static IReadOnlyList<string> InMember { get; } =
    [
        "abstract", "async", "class", "const", "delegate", "enum", "event", "explicit", "extern", "implicit", "interface", "internal", "new", "operator", "override", "partial",
        "private", "protected", "public", "readonly", "record", "required", "sealed", "static", "struct", "unsafe", "virtual", "volatile",
    ];
}
