using System.Collections.Concurrent;
using Spectre.Console;

namespace AgentNotebook.Tool.Grids;

/// <summary>A bar for the grid with the time that is left, and one for each member that runs.</summary>
internal sealed class GridBars : IGridProgress
{
    private readonly ProgressContext _context;
    private readonly ConcurrentDictionary<GridMember, ProgressTask> _running = [];
    private readonly ProgressTask _all;
    private readonly Lock _gate = new();
    private int _done;

    private GridBars(ProgressContext context, int total)
    {
        _context = context;
        _all = context.AddTask("grid", maxValue: total);
    }

    /// <summary>Shows bars while something runs.</summary>
    /// <param name="total">How many members run.</param>
    /// <param name="work">What runs.</param>
    public static Task<T> ShowAsync<T>(int total, Func<IGridProgress, Task<T>> work) =>
        AnsiConsole.Progress()
            // Only what still runs stays in sight; what went wrong is told at the end.
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new GridBars(context, total)));

    public void Started(GridMember member) => _running[member] = _context.AddTask("  " + Markup.Escape(member.Name), maxValue: 1);

    public void Advanced(GridMember member, double share)
    {
        if (_running.TryGetValue(member, out var bar))
        {
            bar.Value = share;
            Sum();
        }
    }

    public void Finished(MemberResult result)
    {
        lock (_gate)
        {
            _done++;
        }

        if (_running.TryRemove(result.Member, out var bar))
        {
            bar.StopTask();
        }

        Sum();
    }

    private void Sum()
    {
        lock (_gate)
        {
            _all.Value = Math.Max(_all.Value, _done + _running.Values.Sum(bar => bar.Value));
        }
    }
}
