using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Turns a compilation into the bytes a worker loads.</summary>
internal static class GuestEmitter
{
    private static readonly EmitOptions _options = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>Emits <paramref name="compilation"/>; <see langword="null"/> when it has errors.</summary>
    internal static GuestSubmission? TryEmit(CSharpCompilation compilation, string? check, IReadOnlyList<string> operands, CancellationToken cancellationToken)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        if (!compilation.Emit(assembly, symbols, options: _options, cancellationToken: cancellationToken).Success)
        {
            return null;
        }

        var entry = compilation.GetEntryPoint(cancellationToken)!;
        return new GuestSubmission(assembly.ToArray(), symbols.ToArray(), entry.ContainingType.MetadataName, entry.MetadataName, check, operands);
    }
}
