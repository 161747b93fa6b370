using System.Text;
using AgentNotebook.Display;

namespace AgentNotebook.Cells.Output;

/// <summary>
/// Puts the prints and displays of a notebook into one order, joins prints that follow each other, and counts. What arrives while no cell
/// runs is dropped; what a thread of an earlier cell prints belongs to the cell that runs then.
/// </summary>
internal sealed class OutputSink : IDisposable
{
    private const int LargestPendingText = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly StringBuilder _pending = new();

    // What stands under each display id, in bytes: an update takes its place, so only the difference counts.
    private readonly Dictionary<string, long> _standing = [];
    private readonly ITimer _timer;
    private readonly CellEngineOptions _options;
    private string _pendingName = "";
    private ICellOutput? _output;
    private Action? _whenFull;
    private long _left;

    public OutputSink(CellEngineOptions options, TimeProvider time)
    {
        _options = options;
        _timer = time.CreateTimer(_ => Guarded(Flush), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the cell put out more than it may.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Begins a cell.</summary>
    /// <param name="output">Where its output goes.</param>
    /// <param name="whenFull">Called once, on the thread that printed too much.</param>
    public void Open(ICellOutput output, Action whenFull) => Guarded(() =>
    {
        (_output, _whenFull, _left, Overflowed) = (output, whenFull, _options.MaxOutputBytes, false);
        _pending.Clear();
    });

    /// <summary>Ends the cell: what is pending goes out, what comes later is dropped.</summary>
    public void Close() => Guarded(() =>
    {
        Flush();
        (_output, _whenFull) = (null, null);
    });

    public void Print(string name, ReadOnlySpan<char> text)
    {
        // The span cannot enter the closure; what is longer than the limit is cut here, before it is copied.
        var copy = text[..(int)Math.Min(text.Length, Math.Max(0, _options.MaxOutputBytes + 1))].ToString();
        Guarded(() => Append(name, copy));
    }

    public void Display(MimeBundle bundle, string? displayId) => Show(bundle, displayId, replaces: false, output => output.Display(bundle, displayId));

    public void Update(string displayId, MimeBundle bundle) => Show(bundle, displayId, replaces: true, output => output.Update(displayId, bundle));

    public void Result(MimeBundle bundle, int executionCount) => Show(bundle, displayId: null, replaces: false, output => output.Result(bundle, executionCount));

    /// <summary>Removes what the cell has put out so far; what is printed and not yet shown, too.</summary>
    public void Clear(bool wait) => Guarded(() =>
    {
        if (_output is not null && !Overflowed)
        {
            Flush();
            _output.Clear(wait);
        }
    });

    /// <summary>Does something while no call to the host is on the way: an interrupt ends what a thread waits for, and a host may wait.</summary>
    public void BetweenCalls(Action action) => Guarded(action);

    /// <summary>Shows what was printed without waiting for more: what comes next is a question.</summary>
    public void ShowPending() => Guarded(Flush);

    public void Dispose() => _timer.Dispose();

    private void Append(string name, string text)
    {
        if (_output is null || Overflowed || text.Length == 0)
        {
            return;
        }

        if (name != _pendingName)
        {
            Flush();
            _pendingName = name;
        }

        var fitting = Fitting(text);
        if (_pending.Length == 0 && fitting.Length > 0)
        {
            _timer.Change(_options.StreamDelay, Timeout.InfiniteTimeSpan);
        }

        _pending.Append(fitting);
        _left -= Encoding.UTF8.GetByteCount(fitting);
        if (fitting.Length < text.Length)
        {
            Overflow();
        }
        else if (_pending.Length >= LargestPendingText)
        {
            Flush();
        }
    }

    private ReadOnlySpan<char> Fitting(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= _left)
        {
            return text;
        }

        var (bytes, length) = (0L, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > _left)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text.AsSpan(0, length);
    }

    private void Show(MimeBundle bundle, string? displayId, bool replaces, Action<ICellOutput> show) => Guarded(() =>
    {
        if (_output is null || Overflowed)
        {
            return;
        }

        Flush();
        var size = bundle.Data.Sum(content => (long)Encoding.UTF8.GetByteCount(content.Value));
        var replaced = replaces ? _standing.GetValueOrDefault(displayId!) : 0;
        if (size - replaced > _left)
        {
            Overflow();
            return;
        }

        _left -= size - replaced;
        if (displayId is not null)
        {
            _standing[displayId] = size;
        }

        show(_output);
    });

    private void Overflow()
    {
        Flush();
        Overflowed = true;
        _whenFull?.Invoke();
    }

    private void Flush()
    {
        if (_pending.Length > 0 && _output is not null)
        {
            _output.Stream(_pendingName, _pending.ToString());
        }

        _pending.Clear();
    }

    private void Guarded(Action action)
    {
        lock (_gate)
        {
            action();
        }
    }
}
