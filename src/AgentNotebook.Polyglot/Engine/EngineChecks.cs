using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Polyglot.Engine;

/// <summary>Runs checks over the variables of the engine's C# kernel. What they declare does not stay.</summary>
/// <param name="script">The kernel's state.</param>
/// <param name="inWords">A value in one short line.</param>
internal sealed class EngineChecks(EngineScript script, Func<object?, string> inWords)
{
    /// <summary>Runs one.</summary>
    /// <param name="code">Declarations that the check uses; may be empty.</param>
    /// <param name="check">A condition, or a call of a test method of <paramref name="code"/>.</param>
    /// <param name="limit">The longest it may take. A check that goes on beyond it is left to itself: the engine has no way to stop it.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<CheckOutcome> RunAsync(string code, string check, TimeSpan limit, CancellationToken stop)
    {
        var (source, operands, error) = await Task.Run(() => Compile(code, check, stop), stop);
        if (source is null)
        {
            return new CheckOutcome(check, false, error, []);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            var answer = await Task.Run(() => script.RunAsync(source, over.Token), stop).WaitAsync(limit, stop);
            return CheckForms.Outcome(check, answer, operands, inWords);
        }
        catch (TimeoutException) when (!stop.IsCancellationRequested)
        {
            await over.CancelAsync();
            return CheckForms.TooLong(check, limit, hasEnded: false);
        }
        catch (NotImplementedException)
        {
            return new CheckOutcome(check, false, "is not written yet", []);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            return new CheckOutcome(check, false, $"threw {exception.GetType().Name}: {exception.Message}", []);
        }
    }

    private (string? Source, IReadOnlyList<string> Operands, string Error) Compile(string code, string check, CancellationToken stop)
    {
        foreach (var (source, operands) in CheckForms.Of(code, check, View))
        {
            if (EngineScript.Errors(script.Bind(source), stop).IsEmpty)
            {
                return (source, operands, "");
            }
        }

        return (null, [], CheckForms.Reason(EngineScript.Errors(script.Bind(CheckForms.Written(code, check)), stop).FirstOrDefault()));

        (CompilationUnitSyntax Root, SemanticModel Model) View(string source)
        {
            var compilation = script.Bind(source);
            var tree = compilation.SyntaxTrees.Single();
            return ((CompilationUnitSyntax)tree.GetRoot(stop), compilation.GetSemanticModel(tree));
        }
    }
}
