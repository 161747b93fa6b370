using AgentNotebook.Cells.Errors;
using AgentNotebook.Cells.Output;
using AgentNotebook.Cells.Rendering;
using AgentNotebook.Cells.Splitting;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Display;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Magics;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells;

/// <summary>Runs the cells of one notebook: C# with state carried from cell to cell, and magics.</summary>
/// <remarks>
/// One cell runs at a time; others wait their turn. A cell that does not compile leaves no trace. A cell that throws keeps what it had done
/// up to there: variables it had set have their new values, variables it would have set later keep the earlier ones.
/// C# cells run inside this process with all its rights, as the person who wrote them asked for.
/// </remarks>
public sealed class CellEngine : INotebook, IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CellEngineOptions _options;
    private readonly MagicCatalog _catalog;
    private readonly ValueRenderer _renderer;
    private readonly SubmissionChain _chain;
    private readonly OutputSink _sink;
    private int _executionCount;
    private bool _disposed;

    /// <summary>An engine with no variables.</summary>
    /// <param name="services">What magics work with. The engine does not dispose it.</param>
    /// <param name="catalog">The magics that cells may call.</param>
    /// <param name="options">Limits; <see langword="null"/> takes the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public CellEngine(NotebookServices services, MagicCatalog catalog, CellEngineOptions? options = null)
    {
        _options = options ?? new CellEngineOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxOutputBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxRenderingLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxSourceLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxNesting);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxNesting, 2_000);
        Services = services;
        _catalog = catalog;
        _renderer = new ValueRenderer(_options.MaxRenderingLength);
        _sink = new OutputSink(_options, services.Time);
        _chain = new SubmissionChain(new CellGlobals(Show, services.Session));
    }

    /// <inheritdoc/>
    public NotebookServices Services { get; }

    /// <summary>Runs one cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="output">Where its output goes.</param>
    /// <param name="cancellationToken">
    /// Interrupts the cell. Code that waits or computes is stopped at once; code behind an <c>await</c> or on a thread of its own ends where it next puts something out.
    /// </param>
    /// <returns>What it came to. Whatever goes wrong in the cell is in the result, an interrupt too.</returns>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the cell had its turn.</exception>
    public async Task<CellResult> ExecuteAsync(CellSource cell, ICellOutput output, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await ExecuteInTurnAsync(cell, output, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId = null) => _sink.Display(_renderer.Render(bundle), displayId);

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle bundle) => _sink.Update(displayId, _renderer.Render(bundle));

    /// <inheritdoc/>
    public void Print(string text, bool isError = false) => _sink.Print(isError ? "stderr" : "stdout", text);

    /// <inheritdoc/>
    public Task<GuestVariable> GetVariableAsync(string name, long maximumBytes, CancellationToken cancellationToken) =>
        Task.Run(() => VariableReading.Take(_chain, name, maximumBytes), cancellationToken).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task DeclareVariableAsync(string name, string type, string json, CancellationToken cancellationToken) =>
        Task.Run(() => VariableDeclaration.Add(_chain, name, type, json, _options.MaxNesting, cancellationToken), cancellationToken);

    /// <summary>Waits for the running cell and lets go of the console.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await _turn.WaitAsync();
            _sink.Dispose();
        }
    }

    private async Task<CellResult> ExecuteInTurnAsync(CellSource cell, ICellOutput output, CancellationToken cancellationToken)
    {
        var count = ++_executionCount;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var scope = new CellScope(_sink);
        using var capture = ConsoleRouter.Capture(scope);
        using var left = stop.Token.Register(scope.Stop);
        _sink.Open(output, () =>
        {
            scope.Stop();
            // Cancelled elsewhere: the token's callbacks must not run inside the print that went too far.
            ThreadPool.QueueUserWorkItem(CancelQuietly, stop, preferLocal: false);
        });
        CellError? error;
        var refused = false;
        try
        {
            error = Refusal(cell) ?? await RunSegmentsAsync(cell, count, stop.Token);
        }
        catch (MagicException e)
        {
            error = CellErrors.OfMagic(e, cell.Code);
            refused = e.RefusedForSafety;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            error = CellErrors.Plain(CellError.Interrupted, "The cell was interrupted.");
        }
        finally
        {
            _sink.Close();
        }

        if (_sink.Overflowed)
        {
            error = CellErrors.Plain(
                CellError.OutputLimitExceeded,
                $"The cell put out more than {_options.MaxOutputBytes:N0} bytes and was stopped; the rest is dropped. Print less, or raise the limit with --max-output.");
        }

        return new CellResult(count, error) { Interrupted = error?.Name == CellError.Interrupted, RefusedForSafety = refused };
    }

    private CellError? Refusal(CellSource cell)
    {
        if (cell.Language is not (CellSource.CSharp or "C#" or "c#" or "cs"))
        {
            return CellErrors.Plain(
                CellError.UnsupportedLanguage,
                $"This cell is in the language '{cell.Language}'; C# and magics run here. Change the cell's language to csharp, or make it a markdown or raw cell.");
        }

        if (cell.Code.Length > _options.MaxSourceLength)
        {
            return CellErrors.Plain(CellError.SourceTooLong, $"The cell has {cell.Code.Length:N0} characters; at most {_options.MaxSourceLength:N0} run. Read large data from a file instead.");
        }

        return Nesting.TooDeepAt(cell.Code, _options.MaxNesting) >= 0
            ? CellErrors.Plain(CellError.SourceTooDeep, $"Brackets in this cell stand more than {_options.MaxNesting:N0} deep in one another, which the C# compiler does not survive. Split the expression over several variables.")
            : null;
    }

    private async Task<CellError?> RunSegmentsAsync(CellSource cell, int count, CancellationToken stop)
    {
        var path = CellPath.Of(count);
        var segments = await Task.Run(() => new CellSplitter(_catalog, (code, token) => SubmissionChain.Parse(code, path, token)).Split(cell.Code, stop), stop);
        var misspelled = segments.OfType<CodeSegment>()
            .SelectMany(segment => segment.Tree.GetDiagnostics(stop))
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToList();
        if (misspelled.Count > 0)
        {
            return CellErrors.OfCompiler(misspelled, cell.Code);
        }

        var last = segments.OfType<CodeSegment>().LastOrDefault();
        foreach (var segment in segments)
        {
            var error = segment is CodeSegment code
                ? await RunCodeAsync(code, cell.Code, count, isLast: ReferenceEquals(code, last), stop)
                : await RunMagicAsync((MagicSegment)segment, cell, count, stop);
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private async Task<CellError?> RunCodeAsync(CodeSegment segment, string code, int count, bool isLast, CancellationToken stop)
    {
        try
        {
            var compilation = await Task.Run(() => _chain.Add(segment.Tree, prepare: null, stop), stop);
            if (compilation.Submission is not { } submission)
            {
                return CellErrors.OfCompiler(compilation.Errors, code);
            }

            await CellThread.RunAsync(() => RunSubmission(submission, count, isLast), _sink, _options.InterruptGrace, stop);
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return RuntimeErrors.Describe(e, count);
        }
        catch (Exception)
        {
            throw new OperationCanceledException(stop);
        }
    }

    private void RunSubmission(Submission submission, int count, bool isLast)
    {
        var value = submission.Start().GetAwaiter().GetResult();
        if (!submission.HasResult || value is DisplayedValue)
        {
            return;
        }

        var bundle = _renderer.Render(value);
        ConsoleRouter.Current?.ThrowIfStopped();
        if (isLast)
        {
            _sink.Result(bundle, count);
        }
        else
        {
            _sink.Display(bundle, displayId: null);
        }
    }

    private async Task<CellError?> RunMagicAsync(MagicSegment segment, CellSource cell, int count, CancellationToken stop)
    {
        if (segment.Arguments is null)
        {
            _sink.Print("stdout", MagicHelp.Of(segment.Magic));
            return null;
        }

        var invocation = new MagicInvocation(segment.Magic, segment.Arguments, segment.Body, segment.Line + 1, cell.Id, this);
        try
        {
            await Task.Run(() => segment.Magic.Run(invocation, stop), stop);
            return null;
        }
        catch (Exception e) when (e is not MagicException && !(e is OperationCanceledException && stop.IsCancellationRequested))
        {
            var error = RuntimeErrors.Describe(e, count);
            return error with { Line = segment.Line, Traceback = [$"{segment.Magic.Name} failed in line {segment.Line} of the cell.", .. error.Traceback] };
        }
    }

    private DisplayedValue Show(object? value, string? mimeType)
    {
        ConsoleRouter.Current?.ThrowIfStopped();
        var displayId = Guid.NewGuid().ToString("N");
        _sink.Display(_renderer.Render(value, mimeType), displayId);
        ConsoleRouter.Current?.ThrowIfStopped();
        return new DisplayedValue(displayId, changed =>
        {
            ConsoleRouter.Current?.ThrowIfStopped();
            _sink.Update(displayId, _renderer.Render(changed, mimeType));
        });
    }

    private static void CancelQuietly(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The cell ended first.
        }
    }
}
