using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Execution.Compiling;

/// <summary>A compilation without source, whose references are bound: each guest that stands alone takes its place in a copy.</summary>
internal sealed class GuestTemplate
{
    private static readonly Lazy<GuestTemplate> _common = new(() => new GuestTemplate(GuestReferences.Common));
    private static readonly Lazy<GuestTemplate> _all = new(() => new GuestTemplate(GuestReferences.All));

    private readonly CSharpCompilation _compilation;

    private GuestTemplate(IEnumerable<MetadataReference> references) =>
        _compilation = GuestCompiler.Create("", previous: null, ordinal: 0, references, CancellationToken.None);

    /// <summary>Against the part of the framework that most programs get by with.</summary>
    internal static GuestTemplate Common => _common.Value;

    /// <summary>Against all of the framework.</summary>
    internal static GuestTemplate All => _all.Value;

    /// <summary>Against all of the framework and some more.</summary>
    internal static GuestTemplate With(IEnumerable<MetadataReference> references) => new([.. GuestReferences.All, .. references]);

    /// <summary>The compilation of a guest that follows no other.</summary>
    internal CSharpCompilation Of(string code, CancellationToken cancellationToken) => GuestCompiler.ReplaceSource(_compilation, code, cancellationToken);
}
