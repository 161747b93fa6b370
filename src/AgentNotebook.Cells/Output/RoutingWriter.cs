using System.Text;

namespace AgentNotebook.Cells.Output;

/// <summary>Stands in the console's place; see <see cref="ConsoleRouter"/>.</summary>
internal sealed class RoutingWriter : TextWriter
{
    private readonly string _name;
    private readonly TextWriter _real;

    public RoutingWriter(string name, TextWriter real)
    {
        _name = name;
        _real = real;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value)
    {
        // One write for both, so that lines of several threads stay whole.
        Write(string.Concat(value, "\n"));
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (ConsoleRouter.Current is { } cell)
        {
            cell.ThrowIfStopped();
            cell.Sink.Print(_name, buffer);
            cell.ThrowIfStopped();
        }
        else
        {
            _real.Write(buffer);
        }
    }

    public override void Flush()
    {
        if (ConsoleRouter.Current is null)
        {
            _real.Flush();
        }
    }
}
