namespace AgentNotebook.Kernel;

/// <summary>Where the kernel says what no front end is told. Bounded: what anyone on the network can provoke fills no disk.</summary>
/// <param name="writer">Where to write.</param>
/// <param name="most">How many lines are written.</param>
internal sealed class KernelLog(TextWriter writer, int most)
{
    private readonly Lock _gate = new();
    private int _written;

    /// <summary>Writes a line.</summary>
    public void Write(string line)
    {
        lock (_gate)
        {
            if (_written < most)
            {
                _written++;
                writer.WriteLine($"agentnb kernel: {line}");
            }
            else if (_written == most)
            {
                _written++;
                writer.WriteLine($"agentnb kernel: {most} lines were written; the rest is left out.");
            }
        }
    }
}
