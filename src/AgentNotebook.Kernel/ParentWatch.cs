using System.Diagnostics;

namespace AgentNotebook.Kernel;

/// <summary>Ends the kernel when the process that started it is gone: a Jupyter server that is killed takes no leave of its kernels.</summary>
/// <param name="parent">Its process id; <see langword="null"/> when there is none to watch.</param>
/// <param name="time">The clock.</param>
/// <param name="gone">Called when it is gone.</param>
internal sealed class ParentWatch(int? parent, TimeProvider time, Action gone)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    /// <summary>Watches until the kernel ends. A process that cannot be seen from here, as from a container, is not watched.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (parent is not { } id || !IsAlive(id))
        {
            return;
        }

        using var timer = new PeriodicTimer(_interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (!IsAlive(id))
            {
                gone();
                return;
            }
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
