using System.Runtime.InteropServices;

namespace AgentNotebook.Tool.Running;

/// <summary>Turns SIGINT and SIGTERM into cancellation: the first lets what runs come to rest on the disk.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _again = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private readonly bool _outlives;

    /// <param name="outlives">
    /// Whether the process outlives a second signal, and <see cref="Again"/> tells of it. Otherwise the second one ends the process, which loses
    /// nothing acknowledged either.
    /// </param>
    public StopSignals(bool outlives = false)
    {
        _outlives = outlives;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Cancelled by the second signal, if the process outlives it.</summary>
    public CancellationToken Again => _again.Token;

    /// <summary>Stops when standard input ends: whoever started this process tells it so, or is gone.</summary>
    public void WatchInput() => _ = Task.Factory.StartNew(
        () =>
        {
            try
            {
                Console.OpenStandardInput().CopyTo(Stream.Null);
            }
            catch (IOException)
            {
                // It ended, too.
            }

            _stop.Cancel();
        },
        TaskCreationOptions.LongRunning);

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        // The sources stay: a watcher of the input may still cancel.
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = _outlives || !_stop.IsCancellationRequested;
        if (_stop.IsCancellationRequested)
        {
            _again.Cancel();
        }

        _stop.Cancel();
    }
}
