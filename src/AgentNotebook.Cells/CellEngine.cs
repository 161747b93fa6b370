using System.Globalization;
using AgentNotebook.Cells.Comms;
using AgentNotebook.Cells.Displays;
using AgentNotebook.Cells.Errors;
using AgentNotebook.Cells.Language;
using AgentNotebook.Cells.Libraries;
using AgentNotebook.Cells.Output;
using AgentNotebook.Cells.Rendering;
using AgentNotebook.Cells.Running;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Display;
using AgentNotebook.Display.Leases;
using AgentNotebook.Execution;
using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Leases;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Variables;

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
    private readonly ValueRenderer _renderer;
    private readonly SubmissionChain _chain;
    private readonly OutputSink _sink;
    private readonly CellDisplays _displays;
    private readonly NotebookServices _given;
    private readonly NotebookReferences _references;
    private readonly CellRunner _runner;
    private readonly Importer _importer;
    private readonly NotebookChecks _checks;
    private readonly CellAssistance _assistance;
    private int _executionCount;
    private volatile CellRun? _run;
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
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxImportDepth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxImports);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxRestoreBytes);
        Services = _given = services;
        services.Leases.Ended += ShowLease;
        _renderer = new ValueRenderer(_options.MaxRenderingLength);
        _sink = new OutputSink(_options, services.Time);
        _displays = new CellDisplays(_renderer, _sink, services.Time);
        _chain = new SubmissionChain(new CellGlobals(_displays, services.Session, Comms, services.Models, services.Leases));
        Language = new CellLanguageService(_chain, catalog, _options, new ExpressionEvaluator(_chain, _renderer, InvokeAsync));
        _references = new NotebookReferences(_chain, _options, services, this);
        _runner = new CellRunner(catalog, _chain, _references, _renderer, _sink, _options, this);
        _checks = new NotebookChecks(_chain, _sink, _options, services.Time);
        _importer = new Importer(_runner, _options, services.Provenance);
        _assistance = new CellAssistance(catalog);
    }

    /// <inheritdoc/>
    public NotebookServices Services { get; private set; }

    /// <summary>The number of the last execution; 0 before the first.</summary>
    public int ExecutionCount => _executionCount;

    /// <summary>The lines between code of the notebook and code of its front ends.</summary>
    public CommHub Comms { get; } = new();

    /// <summary>What the cells' language can tell of code.</summary>
    public CellLanguageService Language { get; }

    /// <summary>Does once, aside, what cells do, so that the first real one does not wait for the compiler to warm up. Nothing of the notebook changes.</summary>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>Done when the engine is warm; it works before that too. Never fails.</returns>
    public Task WarmUpAsync(CancellationToken cancellationToken = default) => WarmUp.RunAsync(_given, _options, cancellationToken);

    /// <summary>Runs one cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="output">Where its output goes.</param>
    /// <param name="cancellationToken">
    /// Interrupts the cell. Code that waits or computes is stopped at once; code behind an <c>await</c> or on a thread of its own ends where it next puts something out.
    /// </param>
    /// <returns>What it came to. Whatever goes wrong in the cell is in the result, an interrupt too.</returns>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the cell had its turn.</exception>
    public Task<CellResult> ExecuteAsync(CellSource cell, ICellOutput output, CancellationToken cancellationToken = default) =>
        ExecuteAsync(cell, output, input: null, cancellationToken);

    /// <summary>Runs one cell, where someone may be there to answer its questions.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="output">Where its output goes.</param>
    /// <param name="input">Who answers when it asks; <see langword="null"/> when nobody can.</param>
    /// <param name="cancellationToken">Interrupts the cell, as in the other overload.</param>
    /// <returns>What it came to. Whatever goes wrong in the cell is in the result, an interrupt too.</returns>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the cell had its turn.</exception>
    public async Task<CellResult> ExecuteAsync(CellSource cell, ICellOutput output, ICellInput? input, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var count = cell.IsCounted ? ++_executionCount : _executionCount;
            if (cell.IsCounted)
            {
                _given.Memory.Mark(string.Create(CultureInfo.InvariantCulture, $"cell {count}"), MemoryMarkKind.Cell);
            }

            var unit = new SourceUnit(cell, CellPath.Cell, _given.Folder, CellPath.Of(count));
            return await RunInTurnAsync(count, output, input, run => _runner.RunAsync(unit, run), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs code of the host's, such as a handler that a cell registered, as if a cell had called it.</summary>
    /// <param name="action">What to run.</param>
    /// <param name="output">Where its output goes.</param>
    /// <param name="cancellationToken">Interrupts it, as it would a cell.</param>
    /// <returns>What it came to; it has no number of its own.</returns>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before it had its turn.</exception>
    public async Task<CellResult> InvokeAsync(Action action, ICellOutput output, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await RunInTurnAsync(_executionCount, output, input: null, run => _runner.RunOnThreadAsync(action, CellPath.Of(_executionCount), run), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Leaves what an interrupted cell still does to itself: the cell counts as ended, and what goes on ends where it next puts something out.
    /// Does nothing when no cell runs.
    /// </summary>
    public void LeaveToItself() => _run?.LeaveToItself();

    /// <summary>What may stand at a place of a cell: in its C#, or on a magic's line.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">The place: UTF-16 units before it.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<CellCompletions> CompleteAsync(string code, int position, CancellationToken cancellationToken = default) =>
        _assistance.Complete(code, Math.Clamp(position, 0, code.Length), cancellationToken) ?? await Language.CompleteAsync(code, position, cancellationToken);

    /// <summary>What stands at a place of a cell, explained.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">The place: UTF-16 units before it.</param>
    /// <param name="detailLevel">0 for the essential, 1 for all there is.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns><see langword="null"/> when nothing stands there.</returns>
    public async Task<MimeBundle?> InspectAsync(string code, int position, int detailLevel = 0, CancellationToken cancellationToken = default) =>
        _assistance.Describe(code, Math.Clamp(position, 0, code.Length), cancellationToken) ?? await Language.InspectAsync(code, position, detailLevel, cancellationToken);

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

    /// <inheritdoc/>
    public IReadOnlyList<NotebookVariable> Variables() => VariableList.Of(_chain);

    /// <inheritdoc/>
    public Task<CheckOutcome> CheckAsync(string code, string check, TimeSpan limit, CancellationToken cancellationToken) => _checks.RunAsync(code, check, limit, Run);

    /// <inheritdoc/>
    public async Task<string?> AskAsync(string prompt, CancellationToken cancellationToken) =>
        ConsoleRouter.Current is { Questions: { CanAsk: true } questions } ? await questions.AskAsync(prompt, isPassword: false).WaitAsync(cancellationToken) : null;

    /// <inheritdoc/>
    public Task ImportAsync(string file, CancellationToken cancellationToken) => _importer.RunAsync(file, Run);

    /// <inheritdoc/>
    public void AtEnd(Action action) => Run.Current!.AtEnd.Add(action);

    /// <summary>Waits for the running cell and lets go of the console.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await _turn.WaitAsync();
            _given.Leases.Ended -= ShowLease;
            _sink.Dispose();
            _references.Dispose();
        }
    }

    private async Task<CellResult> RunInTurnAsync(int count, ICellOutput output, ICellInput? input, Func<CellRun, Task<CellError?>> body, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var scope = new CellScope(_sink, _displays, input, stop.Token);
        using var capture = ConsoleRouter.Capture(scope);
        using var told = stop.Token.Register(scope.Stop);
        Services = _given with { HumanCanAnswer = _given.HumanCanAnswer || input is not null };
        _sink.Open(output, () =>
        {
            scope.Stop();
            // Cancelled elsewhere: the token's callbacks must not run inside the print that went too far.
            ThreadPool.QueueUserWorkItem(CancelQuietly, stop, preferLocal: false);
        });
        CellError? error;
        var run = _run = new CellRun(count, stop.Token);
        try
        {
            error = await body(run);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            error = CellErrors.Plain(CellError.Interrupted, run.IsLeftRunning
                ? "The cell was interrupted. It is inside a call of the framework or a library that does not end by itself: that goes on in the background, and only a restart of the kernel gets rid of it. The variables are there."
                : "The cell was interrupted.");
        }
        finally
        {
            scope.Questions.End();
            if (stop.IsCancellationRequested)
            {
                foreach (var action in scope.WhenStopped.Values)
                {
                    action();
                }
            }

            _sink.Close();
        }

        if (_sink.Overflowed)
        {
            error = CellErrors.Plain(
                CellError.OutputLimitExceeded,
                $"The cell put out more than {_options.MaxOutputBytes:N0} bytes and was stopped; the rest is dropped. Print less, or raise the limit with --max-output.");
        }

        return new CellResult(count, error) { Interrupted = error?.Name == CellError.Interrupted, RefusedForSafety = run.RefusedForSafety };
    }

    // Several engines may share the notebook's leases, and a lease may end when no cell runs: its report is then the lease's alone.
    private void ShowLease(LeaseReport report)
    {
        if (ConsoleRouter.Current is { } scope && ReferenceEquals(scope.Displays, _displays))
        {
            _displays.Show(LeaseView.Render(report), mimeType: null, displayId: null);
        }
    }

    private CellRun Run => _run is { Current: not null } run ? run : throw new InvalidOperationException("No cell runs.");

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
