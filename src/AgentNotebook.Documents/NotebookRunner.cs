using AgentNotebook.Cells;
using AgentNotebook.Documents.Manifest;
using AgentNotebook.Documents.Running;

namespace AgentNotebook.Documents;

/// <summary>Runs notebooks headless: every code cell in order, outputs into the document.</summary>
/// <param name="engine">Runs the cells. Its variables stay; the runner does not dispose it.</param>
/// <param name="options">How to run; <see langword="null"/> takes the defaults.</param>
/// <param name="progress">Is told how it goes; may be <see langword="null"/>.</param>
public sealed class NotebookRunner(CellEngine engine, NotebookRunOptions? options = null, INotebookProgress? progress = null)
{
    private const string MayFailTag = "raises-exception";

    private readonly NotebookRunOptions _options = options ?? new NotebookRunOptions();

    /// <summary>
    /// Runs a notebook. Old outputs are removed first. The run ends at the first cell that fails, unless its tag is <c>raises-exception</c>;
    /// the cells after it stay without outputs. The manifest goes into the notebook's metadata.
    /// </summary>
    /// <param name="document">The notebook; its outputs and execution counts are replaced.</param>
    /// <param name="savePath">Where to write it when the run ends, also when a cell failed or the run was interrupted; <see langword="null"/> leaves writing to the caller.</param>
    /// <param name="cancellationToken">Interrupts the running cell and ends the run.</param>
    /// <returns>What it came to. A failing cell and an interrupt are results.</returns>
    /// <exception cref="NotebookException">Before anything runs: a cell has no language, or a parameter does not fit. After the run: the file cannot be written.</exception>
    public async Task<NotebookRunResult> RunAsync(NotebookDocument document, string? savePath = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxOutputBytes);
        ParameterInjection.Apply(document, _options.Parameters);
        var code = document.Cells.Where(cell => cell.Kind == CellKind.Code).ToList();
        // A blank cell does nothing in any language, and has no output.
        var planned = code.Where(cell => !string.IsNullOrWhiteSpace(cell.Source))
            .Select(cell => (Cell: cell, Language: document.LanguageOf(cell, _options.Language)))
            .ToList();
        code.ForEach(cell => cell.ClearOutputs());
        // What an earlier run wrote says nothing of this one.
        ManifestJson.Put(document, null);
        var manifest = new ManifestRecorder(document, engine.Services, _options.Parameters);
        try
        {
            var result = await RunCellsAsync(planned, manifest, cancellationToken);
            result = result with { Manifest = manifest.Finish(result) };
            ManifestJson.Put(document, result.Manifest);
            return result;
        }
        finally
        {
            if (savePath is not null)
            {
                document.Save(savePath);
            }
        }
    }

    private async Task<NotebookRunResult> RunCellsAsync(List<(NotebookCell Cell, string Language)> planned, ManifestRecorder manifest, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Cancelled from another thread: the engine calls from inside a print.
        var outputs = new RecordedOutputs(_options.MaxOutputBytes, progress) { WhenFull = () => _ = stop.CancelAsync() };
        for (var i = 0; i < planned.Count; i++)
        {
            var (cell, language) = planned[i];
            progress?.CellStarted(cell, i + 1, planned.Count);
            var start = engine.Services.Time.GetTimestamp();
            var result = await RunCellAsync(cell, language, outputs, stop.Token);
            var mayFail = cell.Tags.Contains(MayFailTag) && !result.Interrupted && !outputs.Overflowed;
            var elapsed = engine.Services.Time.GetElapsedTime(start);
            manifest.CellFinished(cell, result, elapsed);
            progress?.CellFinished(cell, result, elapsed, mayFail);
            if (result.Succeeded || mayFail)
            {
                continue;
            }

            foreach (var (later, _) in planned.Skip(i + 1))
            {
                progress?.CellNotRun(later);
            }

            return new NotebookRunResult(i + 1, planned.Count - i - 1, cell, result);
        }

        return new NotebookRunResult(planned.Count, 0, null, null);
    }

    private async Task<CellResult> RunCellAsync(NotebookCell cell, string language, RecordedOutputs outputs, CancellationToken stop)
    {
        var recorder = new RecordedOutputs.Recorder(outputs, cell);
        CellResult result;
        try
        {
            result = await engine.ExecuteAsync(new CellSource(cell.Source, cell.Id, language), recorder, stop);
            cell.SetExecutionCount(result.ExecutionCount);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            const string Message = "The run was interrupted before this cell.";
            result = new CellResult(0, new CellError(CellError.Interrupted, Message, [Message])) { Interrupted = true };
        }

        recorder.EndStream();
        if (outputs.Overflowed)
        {
            var message = $"The notebook's outputs are larger than {_options.MaxOutputBytes:N0} bytes together; the run was stopped and what came after is dropped. Print and show less, or raise the limit with --max-output.";
            result = new CellResult(result.ExecutionCount, new CellError(CellError.OutputLimitExceeded, message, [message]));
        }

        if (result.Error is { } error)
        {
            RecordedOutputs.AddError(cell, error);
        }

        return result;
    }
}
