using AgentNotebook.Archives;

namespace AgentNotebook.Tool.Running;

/// <summary>One line on standard error that says how far an extraction is, where a person can see it, and goes away.</summary>
internal sealed class ProgressLine(string file) : IProgress<ExtractionProgress>, IDisposable
{
    private readonly bool _isShown = !Console.IsErrorRedirected;
    private readonly Lock _gate = new();
    private int _width;
    private bool _ended;

    /// <inheritdoc/>
    public void Report(ExtractionProgress value)
    {
        lock (_gate)
        {
            if (_isShown && !_ended && value.ArchiveBytes > 0)
            {
                var line = $"{Path.GetFileName(file)}: {value.BytesRead * 100 / value.ArchiveBytes} %";
                Console.Error.Write('\r' + line.PadRight(_width));
                _width = line.Length;
            }
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_ended && _width > 0)
            {
                Console.Error.Write('\r' + new string(' ', _width) + '\r');
            }

            _ended = true;
        }
    }
}
