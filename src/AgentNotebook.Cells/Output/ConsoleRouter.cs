namespace AgentNotebook.Cells.Output;

/// <summary>
/// Sends what is printed to the notebook that prints. The console belongs to the process, so the writers in its place look up, by execution
/// context, for which notebook the calling code runs; threads and tasks that a cell starts inherit that. Everything else reaches the real console.
/// </summary>
internal static class ConsoleRouter
{
    private static readonly AsyncLocal<OutputSink?> _sink = new();
    private static readonly Lock _gate = new();
    private static int _cells;
    private static (TextWriter Out, TextWriter Error) _real;

    /// <summary>Captures what the calling context prints until it is disposed.</summary>
    public static IDisposable Capture(OutputSink sink)
    {
        lock (_gate)
        {
            if (_cells++ == 0)
            {
                _real = (Console.Out, Console.Error);
                Console.SetOut(new RoutingWriter("stdout", _real.Out));
                Console.SetError(new RoutingWriter("stderr", _real.Error));
            }
        }

        _sink.Value = sink;
        return new Release();
    }

    /// <summary>The sink of the notebook for which the calling code runs.</summary>
    public static OutputSink? Current => _sink.Value;

    private sealed class Release : IDisposable
    {
        private bool _released;

        public void Dispose()
        {
            lock (_gate)
            {
                if (!_released && --_cells == 0)
                {
                    Console.SetOut(_real.Out);
                    Console.SetError(_real.Error);
                }

                _released = true;
            }
        }
    }
}
