namespace AgentNotebook.Worker;

/// <summary>The thread a guest runs on: of its own, so that how deep a guest can recurse does not depend on where the worker happens to be, and there before the guest is.</summary>
internal sealed class GuestThread
{
    private const int StackBytes = 8 << 20;

    private readonly SemaphoreSlim _given = new(0);
    private Action? _guest;

    internal GuestThread() => new Thread(Wait, StackBytes) { Name = "guest", IsBackground = true }.Start();

    /// <summary>Runs the guest, once.</summary>
    internal void Run(Action guest)
    {
        _guest = guest;
        _given.Release();
    }

    private void Wait()
    {
        _given.Wait();
        _guest!();
    }
}
