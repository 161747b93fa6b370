namespace AgentNotebook.Tests.Models.Scripted;

/// <summary>A clock whose timers fire at once and are written down.</summary>
internal sealed class ManualTime : TimeProvider
{
    public List<TimeSpan> Waited { get; } = [];

    public bool Frozen { get; init; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waited.Add(dueTime);
        if (!Frozen)
        {
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
