using AgentNotebook.Cells.Input;

namespace AgentNotebook.Cells.Output;

/// <summary>
/// Sends what is printed to the notebook that prints, and asks the notebook that reads. The console belongs to the process, so the writers and the reader in its place look up, by execution
/// context, for which notebook the calling code runs; threads and tasks that a cell starts inherit that. Everything else reaches the real console.
/// </summary>
internal static class ConsoleRouter
{
    private static readonly AsyncLocal<CellScope?> _scope = new();
    private static readonly Lock _gate = new();
    private static int _cells;
    private static (TextWriter Out, TextWriter Error, TextReader In) _real;
    private static (TextWriter Out, TextWriter Error, TextReader In) _routing;

    /// <summary>Captures what the calling context prints and reads until it is disposed.</summary>
    public static IDisposable Capture(CellScope scope)
    {
        lock (_gate)
        {
            if (_cells++ == 0)
            {
                _real = (Console.Out, Console.Error, Console.In);
                _routing = (
                    TextWriter.Synchronized(new RoutingWriter("stdout", _real.Out)),
                    TextWriter.Synchronized(new RoutingWriter("stderr", _real.Error)),
                    new RoutingReader(_real.In));
            }

            // Also when other cells run: one of them may have put a writer or reader of its own there, and not taken it away again.
            Install(_routing);
        }

        _scope.Value = scope;
        return new Release();
    }

    /// <summary>The cell that started the calling code.</summary>
    public static CellScope? Current => _scope.Value;

    private static void Install((TextWriter Out, TextWriter Error, TextReader In) console)
    {
        Console.SetOut(console.Out);
        Console.SetError(console.Error);
        Console.SetIn(console.In);
    }

    private sealed class Release : IDisposable
    {
        private bool _released;

        public void Dispose()
        {
            lock (_gate)
            {
                if (!_released)
                {
                    _released = true;
                    Install(--_cells == 0 ? _real : _routing);
                }
            }
        }
    }
}
