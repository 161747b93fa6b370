using System.Collections.Immutable;
using AgentNotebook.Display;
using AgentNotebook.Execution.Compiling;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace AgentNotebook.Cells.Submissions;

/// <summary>What cells are compiled against. One instance for the process, so that Roslyn reads each assembly once.</summary>
internal static class CellReferences
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> _all = new(() =>
    [
        .. FrameworkReferences.All,
        .. new[] { typeof(MimeBundle), typeof(CellGlobals), typeof(Formatter), typeof(IHtmlContent) }
            .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ]);

    public static ImmutableArray<MetadataReference> All => _all.Value;

    /// <summary>Namespaces every cell sees without asking.</summary>
    public static IReadOnlyList<string> Usings { get; } = [.. GuestCompiler.ImplicitUsings, "System.Text", "AgentNotebook.Display"];
}
