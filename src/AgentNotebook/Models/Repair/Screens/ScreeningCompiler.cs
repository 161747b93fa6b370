using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Models.Repair.Screens;

/// <summary>Compiles a batch of candidates into one program whose submissions do not know of each other.</summary>
internal static class ScreeningCompiler
{
    /// <summary>The most candidates of one program.</summary>
    public const int BatchSize = 16;

    // Assemblies of one process need different names, and a compilation cannot change its name without binding all references anew.
    private static readonly Lazy<CSharpCompilation>[] _named =
        [.. Enumerable.Range(1, BatchSize).Select(ordinal => new Lazy<CSharpCompilation>(() => GuestCompiler.CreateCompilation("", previous: null, ordinal, CancellationToken.None)))];

    private static readonly Lazy<GuestSubmission> _opening = new(() => new GuestCompiler().Compile("0", []).Program!.Submissions[0]);

    /// <summary>What goes before the candidates: a program begins with code, and only its checks may fail one by one.</summary>
    public static GuestSubmission Opening => _opening.Value;

    /// <summary>Compiles one candidate with its checks.</summary>
    /// <param name="slot">Its place in the batch, from 0.</param>
    /// <param name="code">The candidate.</param>
    /// <param name="checks">The checks of the run.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    /// <returns>The submission; null when the two do not compile together.</returns>
    public static GuestSubmission? Compile(int slot, string code, IReadOnlyList<string> checks, CancellationToken cancellationToken) =>
        GuardedSource.Of(CodeView.Of(code, cancellationToken), checks) is { } source
            ? GuestEmitter.TryEmit(GuestCompiler.ReplaceSource(_named[slot].Value, source, cancellationToken), "candidate", [.. Enumerable.Range(0, checks.Count + 1).Select(operand => $"{operand}")], cancellationToken)
            : null;
}
