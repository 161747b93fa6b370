using System.Reflection;
using AgentNotebook.Cells.Errors;
using AgentNotebook.Cells.Output;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
            return over.IsCancellationRequested ? TooLong(check, limit, ended) : Outcome(check, answer, compiled.Operands);
        }
        catch (Exception) when (run.Stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(run.Stop);
        }
        catch (Exception) when (over.IsCancellationRequested)
        {
            return TooLong(check, limit, hasEnded: true);
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
        var plain = $"{code}\n{check}";
        foreach (var (source, operands) in Telling(code, check, stop).Append(($"{code}\n(bool)({check}\n)", [])))
        {
            if (chain.Evaluate(SubmissionChain.Parse(source, Path, stop), stop).Submission is { } submission)
            {
                return (submission, operands, "");
            }
        }

        // The errors are those of what was written, not of what was made of it.
        var tree = SubmissionChain.Parse(plain, Path, stop);
        var errors = chain.Evaluate(tree, stop).Errors;
        return (null, [], errors.Count > 0 ? InWords(errors[0]) : "is no condition: a check is true or false");
    }

    /// <summary>The check so that it tells what it compared; nothing where it compares nothing.</summary>
    private IEnumerable<(string Source, IReadOnlyList<string> Operands)> Telling(string code, string check, CancellationToken stop)
    {
        var declared = chain.View(SubmissionChain.Parse(code, Path, stop), withAllExtensions: false, stop);
        var root = (CompilationUnitSyntax)declared.Tree.GetRoot(stop);
        var (told, methods) = CheckCode.Instrumented(root, declared.Model);
        if (SyntaxFactory.ParseExpression(check) is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var called } })
        {
            if (methods.TryGetValue(called, out var method))
            {
                yield return ($"{told}\n{CheckSource.OfMethod(check, method.Answer, method.Operands.Count)}", method.Operands);
            }

            if (root.Members.OfType<MethodDeclarationSyntax>().Any(test => test.Identifier.ValueText == called && test.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }))
            {
                yield return ($"{code}\n{check};\ntrue", []);
            }
        }

        var view = chain.View(SubmissionChain.Parse($"{code}\n{check}", Path, stop), withAllExtensions: false, stop);
        if (((CompilationUnitSyntax)view.Tree.GetRoot(stop)).Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: var condition } }
            && CheckSource.WithOperands(condition, view.Model) is var (source, operands))
        {
            yield return ($"{code}\n{source}", operands);
        }
    }

    private static CheckOutcome Outcome(string check, object? answer, IReadOnlyList<string> operands) => answer switch
    {
        true or object?[] and [true, ..] => new CheckOutcome(check, true, null, []),
        object?[] and [false, .. var values] => new CheckOutcome(check, false, null, [.. operands.Zip(values, (operand, value) => (operand, value))
            .Where(compared => compared.value is not Missing)
            .Select(compared => new CheckValue(compared.operand, VariableList.InLine(compared.value)))]),
        _ => new CheckOutcome(check, false, null, []),
    };

    private static CheckOutcome TooLong(string check, TimeSpan limit, bool hasEnded) =>
        new(check, false, $"has not ended after {limit.TotalSeconds:0.###} s{(hasEnded ? "" : "; it is inside a call that does not end by itself, and goes on in the background")}", []);

    private static string Thrown(Exception exception)
    {
        var error = RuntimeErrors.Describe(exception, Path);
        var place = error.Traceback.FirstOrDefault(line => line.StartsWith("   at ", StringComparison.Ordinal)) is { } frame ? $", {frame.Trim()}" : "";
        return error.Name == nameof(NotImplementedException) ? $"is not written yet{place}" : $"threw {error.Name}: {error.Message}{place}";
    }

    private static string InWords(Diagnostic error) => error.Id == "CS0103" && error.Location.IsInSource
        ? $"there is no '{error.Location.SourceTree!.GetText().ToString(error.Location.SourceSpan)}' in the notebook yet: run the cell that declares it"
        : $"does not fit what is in the notebook: {error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
}
