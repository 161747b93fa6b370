namespace AgentNotebook.Tool.Bench.Unpack;

/// <summary>How much the resident memory of this process grows while it is watched.</summary>
internal sealed class ResidentWatch : IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly long _before = Environment.WorkingSet;
    private readonly Task _watching;
    private long _most;

    public ResidentWatch() => (_most, _watching) = (_before, WatchAsync());

    /// <summary>Bytes.</summary>
    public long Growth => _most - _before;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(_interval);
        try
        {
            do
            {
                _most = Math.Max(_most, Environment.WorkingSet);
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }
}
