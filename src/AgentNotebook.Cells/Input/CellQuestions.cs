using AgentNotebook.Cells.Output;

namespace AgentNotebook.Cells.Input;

/// <summary>Asks the person at the notebook on behalf of one run of a cell, one question at a time.</summary>
/// <param name="sink">Where the cell prints: what it printed is shown before a question.</param>
/// <param name="input">Who answers; <see langword="null"/> when nobody can.</param>
/// <param name="stopping">Is cancelled when the cell is stopped, which ends a question at once.</param>
internal sealed class CellQuestions(OutputSink sink, ICellInput? input, CancellationToken stopping)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ended = new();

    // What the console's readers have not taken yet of the last answer, with its line end.
    private string _rest = "";

    /// <summary>Asks for a line.</summary>
    /// <exception cref="InputUnavailableException">Nobody can answer.</exception>
    /// <exception cref="OperationCanceledException">The cell was stopped or ended, or the front end went away.</exception>
    // Only a thread of the pool may be in the host's code: an interrupt ends what the cell's waits for.
    public Task<string> AskAsync(string prompt, bool isPassword) => Task.Run(() => AskInTurnAsync(prompt, isPassword));

    /// <summary>The next line, of the last answer if it has more than was taken.</summary>
    public string ReadLine()
    {
        Fill();
        var end = _rest.IndexOf('\n');
        var line = _rest[..end];
        _rest = _rest[(end + 1)..];
        return line.TrimEnd('\r');
    }

    /// <summary>The next characters: at least one, at most as many as there is room for.</summary>
    public int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        Fill();
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    /// <summary>The next character, when there is one without a question.</summary>
    public char? Peek() => _rest.Length == 0 ? null : _rest[0];

    /// <summary>Ends what is still asked when the cell has come to its end.</summary>
    public void End() => _ended.Cancel();

    private async Task<string> AskInTurnAsync(string prompt, bool isPassword)
    {
        if (input is null)
        {
            throw new InputUnavailableException(
                "This cell asks for input, and nobody is there to answer: the notebook runs without a front end, or the front end has no input box. "
                + "Set the value in the code, give it as a parameter (agentnb run --parameters name=value), or run the notebook in Jupyter.");
        }

        if (_ended.IsCancellationRequested)
        {
            throw new InputUnavailableException("The cell that asks for input has ended. Await the task that asks before the cell ends.");
        }

        using var given = CancellationTokenSource.CreateLinkedTokenSource(stopping, _ended.Token);
        await _turn.WaitAsync(given.Token);
        try
        {
            sink.ShowPending();
            return await input.ReadAsync(prompt, isPassword, given.Token).WaitAsync(given.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Fill()
    {
        if (_rest.Length == 0)
        {
            _rest = AskAsync("", isPassword: false).GetAwaiter().GetResult() + "\n";
        }
    }
}
