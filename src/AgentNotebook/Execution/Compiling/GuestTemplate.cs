using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Execution.Compiling;

/// <summary>A compilation without source, whose references are bound: each guest that stands alone takes its place in a copy.</summary>
internal sealed class GuestTemplate
{
    // Sharing the work of a short program among threads costs more than it brings; what needs all references is rarely short.
    private static readonly Lazy<GuestTemplate> _common = new(() => new GuestTemplate(GuestReferences.Common, isConcurrent: false));
    private static readonly Lazy<GuestTemplate> _all = new(() => new GuestTemplate(GuestReferences.All, isConcurrent: true));

    private readonly CSharpCompilation _compilation;

    private GuestTemplate(IEnumerable<MetadataReference> references, bool isConcurrent) =>
        _compilation = GuestCompiler.Create("", previous: null, ordinal: 0, references, isConcurrent, CancellationToken.None);

    /// <summary>Against the part of the framework that most programs get by with.</summary>
    internal static GuestTemplate Common => _common.Value;

    /// <summary>Against all of the framework.</summary>
    internal static GuestTemplate All => _all.Value;

    /// <summary>Against all of the framework and some more.</summary>
    internal static GuestTemplate With(IEnumerable<MetadataReference> references) => new([.. GuestReferences.All, .. references], isConcurrent: true);

    /// <summary>The compilation of a guest that follows no other.</summary>
    internal CSharpCompilation Of(string code, CancellationToken cancellationToken) => GuestCompiler.ReplaceSource(_compilation, code, cancellationToken);
}
