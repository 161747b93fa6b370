using System.ComponentModel;
using AgentNotebook.Cells.Output;

namespace AgentNotebook.Cells.Interrupts;

/// <summary>
/// Where a cell's code looks whether it was interrupted. The compiler puts the question into every loop and every method of a cell
/// (<see cref="InterruptChecks"/>), so that an interrupt ends code at a place of its own and never inside the framework or a library.
/// </summary>
/// <remarks>
/// The runtime can stop a thread anywhere (<see cref="System.Runtime.ControlledExecution"/>). It is not used: .NET 10 ends the whole process
/// when that strikes native code or a finally block, and orphans locks of the framework, the console's among them.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellInterrupt
{
    /// <summary>Whether any cell in this process is being stopped; then, and only then, code has to ask <see cref="Throw"/>.</summary>
    // A field, for it is read once a turn of every loop, by code that is compiled for debugging.
    public static volatile bool Requested;

    private const long LookInterval = 1_000;

    // Code belongs to a cell by its execution context, which holds the scope: once nothing does, nothing of that cell can run any more.
    private static readonly List<WeakReference<CellScope>> _stopped = [];
    private static long _lookedAt;

    /// <summary>Ends the calling code when it belongs to a cell that was stopped.</summary>
    /// <exception cref="OperationCanceledException">It does.</exception>
    public static void Throw()
    {
        ConsoleRouter.Current?.ThrowIfStopped();
        var now = Environment.TickCount64;
        if (now - Interlocked.Read(ref _lookedAt) > LookInterval)
        {
            Look(now);
        }
    }

    /// <summary>A cell is stopped.</summary>
    internal static void Request(CellScope scope)
    {
        lock (_stopped)
        {
            _stopped.Add(new WeakReference<CellScope>(scope));
            Requested = true;
        }
    }

    private static void Look(long now)
    {
        Interlocked.Exchange(ref _lookedAt, now);
        lock (_stopped)
        {
            _stopped.RemoveAll(scope => !scope.TryGetTarget(out _));
            Requested = _stopped.Count > 0;
        }
    }
}
