using AgentNotebook.Cells.Errors;
using AgentNotebook.Cells.Libraries;
using AgentNotebook.Cells.Output;
using AgentNotebook.Cells.Rendering;
using AgentNotebook.Cells.Splitting;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Languages;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Running;

/// <summary>Runs the text of cells and of the files they import, part by part.</summary>
internal sealed class CellRunner(MagicCatalog catalog, SubmissionChain chain, NotebookReferences references, ValueRenderer renderer, OutputSink sink, CellEngineOptions options, INotebook notebook)
{
    /// <summary>Runs a cell or a file.</summary>
    /// <returns>Why it failed, with its place in this text; <see langword="null"/> when it did not.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<CellError?> RunAsync(SourceUnit unit, CellRun run)
    {
        var outer = run.Current;
        run.Current = unit;
        try
        {
            return Refusal(unit) ?? await RunSegmentsAsync(unit, run);
        }
        catch (MagicException e)
        {
            run.RefusedForSafety |= e.RefusedForSafety;
            return CellErrors.OfMagic(e, unit.Cell.Code);
        }
        finally
        {
            run.Current = outer;
            unit.AtEnd.ForEach(action => action());
        }
    }

    /// <summary>Runs an action as code of a cell.</summary>
    /// <param name="action">Blocks until all is done.</param>
    /// <param name="debugPath">Names the source whose lines an error counts in.</param>
    /// <param name="run">The execution it belongs to.</param>
    public async Task<CellError?> RunOnThreadAsync(Action action, string debugPath, CellRun run)
    {
        try
        {
            run.IsLeftRunning = !await CellThread.RunAsync(action, sink, options.InterruptGrace, run.Left, run.Stop);
            // Also when the code has taken the interrupt for an error of its own and came to its end.
            run.Stop.ThrowIfCancellationRequested();
            return null;
        }
        catch (Exception e) when (!run.Stop.IsCancellationRequested)
        {
            return RuntimeErrors.Describe(e, debugPath);
        }
        catch (Exception)
        {
            throw new OperationCanceledException(run.Stop);
        }
    }

    private CellError? Refusal(SourceUnit unit)
    {
        var code = unit.Cell.Code;
        if (code.Length > options.MaxSourceLength)
        {
            return CellErrors.Plain(CellError.SourceTooLong, $"The cell has {code.Length:N0} characters; at most {options.MaxSourceLength:N0} run. Read large data from a file instead.");
        }

        return Nesting.TooDeepAt(code, options.MaxNesting) >= 0
            ? CellErrors.Plain(CellError.SourceTooDeep, $"Brackets in this cell stand more than {options.MaxNesting:N0} deep in one another, which the C# compiler does not survive. Split the expression over several variables.")
            : null;
    }

    private async Task<CellError?> RunSegmentsAsync(SourceUnit unit, CellRun run)
    {
        IReadOnlyList<CellSegment> segments;
        try
        {
            segments = await Task.Run(
                () => new CellSplitter(catalog, (code, token) => SubmissionChain.Parse(code, unit.DebugPath, token), LanguageOf(unit.Cell)).Split(unit.Cell.Code, run.Stop),
                run.Stop);
        }
        catch (Exception e) when (e is not (MagicException or OperationCanceledException or OutOfMemoryException))
        {
            // The parser throws at some code that is far from right.
            return CellErrors.Plain(CellError.Compilation, $"The C# compiler itself fails at this cell ({e.Message}). Write it in another way.");
        }

        var misspelled = segments.OfType<CodeSegment>()
            .SelectMany(segment => segment.Tree.GetDiagnostics(run.Stop))
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToList();
        if (misspelled.Count > 0)
        {
            return CellErrors.OfCompiler(misspelled, unit.Name, unit.Cell.Code);
        }

        var last = unit.Importer is null ? segments.OfType<CodeSegment>().LastOrDefault() : null;
        foreach (var segment in segments)
        {
            var error = segment switch
            {
                CodeSegment code => await RunCodeAsync(code, unit, isLast: ReferenceEquals(code, last), run),
                ReferencesSegment wanted => await ReferAsync(wanted, unit, run),
                LoadSegment load => await LoadAsync(load.Directive, run),
                MagicSegment magic => await RunMagicAsync(magic, unit, run),
                _ => throw new InvalidOperationException($"There is no way to run a {segment.GetType().Name}."),
            };
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>The magic that runs cells of a language; <see langword="null"/> for C#.</summary>
    private MagicDeclaration? LanguageOf(CellSource cell)
    {
        if (cell.Language is CellSource.CSharp or "C#" or "c#" or "cs")
        {
            return null;
        }

        var language = catalog.FindLanguage(cell.Language) ?? ForeignLanguages.Unknown(cell.Language);
        return language.HasBody ? language : null;
    }

    private async Task<CellError?> RunCodeAsync(CodeSegment segment, SourceUnit unit, bool isLast, CellRun run)
    {
        SubmissionCompilation compilation;
        try
        {
            compilation = await Task.Run(() => chain.Add(segment.Tree, prepare: null, run.Stop), run.Stop);
        }
        catch (Exception e) when (!run.Stop.IsCancellationRequested)
        {
            return RuntimeErrors.Describe(e, unit.DebugPath);
        }

        return compilation.Submission is { } submission
            ? await RunOnThreadAsync(() => RunSubmission(submission, run.Count, isLast), unit.DebugPath, run)
            : CellErrors.OfCompiler(compilation.Errors, unit.Name, unit.Cell.Code);
    }

    private void RunSubmission(Submission submission, int count, bool isLast)
    {
        var value = submission.Start().GetAwaiter().GetResult();
        if (!submission.HasResult || value is DisplayedValue)
        {
            return;
        }

        var bundle = renderer.Render(value);
        ConsoleRouter.Current?.ThrowIfStopped();
        if (isLast)
        {
            sink.Result(bundle, count);
        }
        else
        {
            sink.Display(bundle, displayId: null);
        }
    }

    private async Task<CellError?> ReferAsync(ReferencesSegment wanted, SourceUnit unit, CellRun run)
    {
        await references.AddAsync(wanted.Directives, unit.Folder, run.Stop);
        return null;
    }

    private async Task<CellError?> LoadAsync(Directive load, CellRun run)
    {
        try
        {
            await notebook.ImportAsync(load.Value, run.Stop);
            return null;
        }
        catch (ImportFailedException e)
        {
            return e.Error with { Line = load.Line, Column = load.Column };
        }
        catch (MagicException e) when (e.Line == 0)
        {
            throw load.Refuse(e.Message, e);
        }
    }

    private async Task<CellError?> RunMagicAsync(MagicSegment segment, SourceUnit unit, CellRun run)
    {
        if (segment.Arguments is null)
        {
            sink.Print("stdout", MagicHelp.Of(segment.Magic));
            return null;
        }

        var invocation = new MagicInvocation(segment.Magic, segment.Arguments, segment.Body, segment.Line + 1, unit.Cell.Id, notebook);
        try
        {
            // A magic ends by itself when it is stopped, and may first bring what it did to the disk; only who insists goes on without it.
            var running = Task.Run(() => segment.Magic.Run(invocation, run.Stop), run.Stop);
            await (await Task.WhenAny(running, run.Left) == running ? running : Task.FromCanceled(run.Stop));
            return null;
        }
        catch (ImportFailedException e)
        {
            return e.Error with { Line = segment.Line, Column = 0 };
        }
        catch (Exception e) when (e is not MagicException && !(e is OperationCanceledException && run.Stop.IsCancellationRequested))
        {
            var error = RuntimeErrors.Describe(e, unit.DebugPath);
            return error with { Line = segment.Line, Traceback = [$"{segment.Magic.Name} failed in line {segment.Line} of the cell.", .. error.Traceback] };
        }
    }
}
