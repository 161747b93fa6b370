using AgentNotebook.Cells.Errors;
using AgentNotebook.Cells.Output;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Running;

/// <summary>Runs checks over the variables of a notebook. What they declare does not stay.</summary>
internal sealed class NotebookChecks(SubmissionChain chain, OutputSink sink, CellEngineOptions options, TimeProvider time)
{
    // No cell's: its frames are not shown.
    private const string Path = "check.csx";

    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public async Task<CheckOutcome> RunAsync(string code, string check, TimeSpan limit, CellRun run)
    {
        var compiled = await Task.Run(() => Compile(code, check, run.Stop), run.Stop);
        if (compiled.Submission is not { } submission)
        {
            return new CheckOutcome(check, false, compiled.Error, []);
        }

        using var over = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.Stop, over.Token);
        // What takes too long is stopped, and the cell goes on with the next check.
        var scope = ConsoleRouter.Current!.Part(either.Token);
        using var capture = ConsoleRouter.Capture(scope);
        using var told = either.Token.Register(scope.Stop);
        try
        {
            object? answer = null;
            var ended = await CellThread.RunAsync(() => answer = submission.Start().GetAwaiter().GetResult(), sink, options.InterruptGrace, run.Left, either.Token);
            run.IsLeftRunning |= !ended;
            run.Stop.ThrowIfCancellationRequested();
            return over.IsCancellationRequested ? CheckForms.TooLong(check, limit, ended) : CheckForms.Outcome(check, answer, compiled.Operands, VariableList.InLine);
        }
        catch (Exception) when (run.Stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(run.Stop);
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            return CheckForms.TooLong(check, limit, hasEnded: true);
        }
        catch (Exception exception)
        {
            return new CheckOutcome(check, false, Thrown(exception), []);
        }
        finally
        {
            scope.Questions.End();
        }
    }

    private (Submission? Submission, IReadOnlyList<string> Operands, string Error) Compile(string code, string check, CancellationToken stop)
    {
        foreach (var (source, operands) in CheckForms.Of(code, check, View))
        {
            if (chain.Evaluate(SubmissionChain.Parse(source, Path, stop), stop).Submission is { } submission)
            {
                return (submission, operands, "");
            }
        }

        var errors = chain.Evaluate(SubmissionChain.Parse(CheckForms.Written(code, check), Path, stop), stop).Errors;
        return (null, [], CheckForms.Reason(errors.FirstOrDefault()));

        (CompilationUnitSyntax Root, SemanticModel Model) View(string source)
        {
            var view = chain.View(SubmissionChain.Parse(source, Path, stop), withAllExtensions: false, stop);
            return ((CompilationUnitSyntax)view.Tree.GetRoot(stop), view.Model);
        }
    }

    private static string Thrown(Exception exception)
    {
        var error = RuntimeErrors.Describe(exception, Path);
        var place = error.Traceback.FirstOrDefault(line => line.StartsWith("   at ", StringComparison.Ordinal)) is { } frame ? $", {frame.Trim()}" : "";
        return error.Name == nameof(NotImplementedException) ? $"is not written yet{place}" : $"threw {error.Name}: {error.Message}{place}";
    }
}
