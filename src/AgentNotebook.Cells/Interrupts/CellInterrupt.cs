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

    private static volatile bool _leftRunning;

    /// <summary>Ends the calling code when it belongs to a cell that was stopped.</summary>
    /// <exception cref="OperationCanceledException">It does.</exception>
    public static void Throw() => ConsoleRouter.Current?.ThrowIfStopped();

    /// <summary>Code of a stopped cell was left to itself: it is to end when it comes back to the notebook's own code, however late.</summary>
    internal static void LeaveRunning() => _leftRunning = true;

    /// <summary>No cell runs any more, so none is being stopped.</summary>
    internal static void Forget() => Requested = _leftRunning;
}
