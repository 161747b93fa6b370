using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Cells.Submissions;

/// <summary>What every cell sees without asking.</summary>
internal static class CellReferences
{
    /// <summary>The namespaces.</summary>
    public static IReadOnlyList<string> Usings { get; } =
    [
        .. GuestCompiler.ImplicitUsings,
        "System.Text",
        "AgentNotebook.Display",
        "AgentNotebook.Sessions",
        "AgentNotebook.Cells.Displays",
        "Microsoft.DotNet.Interactive.Formatting",
    ];

    /// <summary>The types whose static members are named alone; each is in an assembly that every cell refers to.</summary>
    public static IReadOnlyList<string> StaticUsings { get; } = ["AgentNotebook.Cells.Displays.Content"];
}
