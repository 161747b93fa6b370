using System.Globalization;
using System.Net;
using AgentNotebook.Cells.Output;
using AgentNotebook.Display;

namespace AgentNotebook.Cells.Displays;

/// <summary>A bar below the cell that shows how far something is: <c>using var bar = new Progress("Training", 100); bar.Report(7);</c></summary>
/// <remarks>
/// However often it is told, what is shown changes at most ten times a second; the last state is always shown. When the cell is stopped, the
/// bar says so. May be used from several threads.
/// </remarks>
public sealed class Progress : IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly CellDisplays _displays;
    private readonly string _title;
    private readonly long? _total;
    private readonly string _displayId;
    private readonly ITimer _timer;
    private readonly CellScope _scope;
    private long _done;
    private long _shownAt;
    private bool _waits;
    private string _end = "";
    private bool _ended;

    /// <summary>Shows a bar that has not moved yet.</summary>
    /// <param name="title">What goes on; may be empty.</param>
    /// <param name="total">How many steps there are, at least 0; <see langword="null"/> when nobody knows, and then they are only counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The total is negative.</exception>
    /// <exception cref="InvalidOperationException">No cell runs here.</exception>
    public Progress(string title = "", long? total = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total ?? 0, nameof(total));
        (_displays, _title, _total) = (CellDisplays.Current, title, total);
        _displayId = _displays.Show(Render(), mimeType: null, displayId: null).DisplayId;
        _shownAt = _displays.Time.GetTimestamp();
        _timer = _displays.Time.CreateTimer(_ => Guarded(ShowNow), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _scope = ConsoleRouter.Current!;
        _scope.WhenStopped[this] = () => End("interrupted");
    }

    /// <summary>Says how far it is.</summary>
    /// <param name="done">How many steps are done; more than the total is shown as it is.</param>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public void Report(long done)
    {
        ConsoleRouter.Current?.ThrowIfStopped();
        Guarded(() =>
        {
            _done = done;
            var left = _interval - _displays.Time.GetElapsedTime(_shownAt);
            if (_ended || _waits)
            {
                return;
            }

            if (left <= TimeSpan.Zero)
            {
                ShowNow();
            }
            else
            {
                _waits = true;
                _timer.Change(left, Timeout.InfiniteTimeSpan);
            }
        });
    }

    /// <summary>Shows the last state for good.</summary>
    public void Dispose()
    {
        End(_end);
        _scope.WhenStopped.TryRemove(this, out _);
    }

    private void End(string end) => Guarded(() =>
    {
        if (!_ended)
        {
            _end = end;
            ShowNow();
            _ended = true;
            _timer.Dispose();
        }
    });

    private void ShowNow()
    {
        if (!_ended)
        {
            _waits = false;
            _shownAt = _displays.Time.GetTimestamp();
            _displays.Replace(_displayId, Render());
        }
    }

    private MimeBundle Render()
    {
        var count = _total is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"{_done:N0} of {total:N0} ({(total == 0 ? 100 : Math.Floor(100m * _done / total))} %)")
            : _done.ToString("N0", CultureInfo.InvariantCulture);
        var text = (_title.Length == 0 ? "" : _title + ": ") + count + (_end.Length == 0 ? "" : ", " + _end);
        var bar = _total is { } most
            ? string.Create(CultureInfo.InvariantCulture, $"<progress max=\"{Math.Max(1, most)}\" value=\"{(most == 0 ? 1 : Math.Clamp(_done, 0, most))}\"></progress> ")
            : "";
        return MimeBundle.FromHtml($"<div>{bar}{WebUtility.HtmlEncode(text)}</div>", text);
    }

    private void Guarded(Action action)
    {
        lock (_gate)
        {
            action();
        }
    }
}
