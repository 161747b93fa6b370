using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Grids;

/// <summary>A line for each member that ends, with the time that is probably left.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="total">How many members run.</param>
/// <param name="time">The clock.</param>
internal sealed class GridLines(Terminal terminal, int total, TimeProvider time) : IGridProgress
{
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private int _done;

    public void Started(GridMember member)
    {
    }

    public void Advanced(GridMember member, double share)
    {
    }

    public void Finished(MemberResult result)
    {
        lock (_gate)
        {
            _done++;
            var left = time.GetElapsedTime(_start) / _done * (total - _done);
            terminal.WriteLine(
                $"[{_done}/{total}] {result.Member.Name}  {result.Word}  {result.Elapsed.TotalSeconds:0.0} s{(result.Error.Length > 0 ? $"  {result.Error}" : "")}{(_done < total ? $"  (about {InWords(left)} left)" : "")}");
        }
    }

    private static string InWords(TimeSpan time) =>
        time.TotalSeconds < 90 ? $"{Math.Ceiling(time.TotalSeconds):0} s" : time.TotalMinutes < 90 ? $"{Math.Round(time.TotalMinutes):0} min" : $"{time.TotalHours:0.0} h";
}
