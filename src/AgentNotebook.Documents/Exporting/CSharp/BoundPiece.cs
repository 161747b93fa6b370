using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>A piece of C# with what the compiler knows of it.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="Compilation">The submission that it is.</param>
/// <param name="Model">What its names mean.</param>
internal sealed record BoundPiece(ProgramPiece.Code Piece, CSharpCompilation Compilation, SemanticModel Model)
{
    /// <summary>What later pieces can name.</summary>
    public IEnumerable<ISymbol> Members => Compilation.ScriptClass!.GetMembers().Where(member => member is { IsImplicitlyDeclared: false, CanBeReferencedByName: true });
}
