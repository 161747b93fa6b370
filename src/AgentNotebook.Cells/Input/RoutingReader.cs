using System.Text;
using AgentNotebook.Cells.Output;

namespace AgentNotebook.Cells.Input;

/// <summary>
/// Stands in the place of the console's reader; see <see cref="ConsoleRouter"/>. Code of a cell asks the person at the notebook, everything
/// else reads the real console. The console serializes calls to it and makes its asynchronous ones wait, so it has none of its own.
/// </summary>
internal sealed class RoutingReader(TextReader real) : TextReader
{
    public override string? ReadLine() => Questions is { } questions ? questions.ReadLine() : real.ReadLine();

    public override int Read()
    {
        Span<char> next = stackalloc char[1];
        return Questions is not { } questions ? real.Read() : questions.Read(next) == 0 ? -1 : next[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer) => Questions is { } questions ? questions.Read(buffer) : real.Read(buffer);

    public override int Peek() => Questions is { } questions ? questions.Peek() ?? -1 : real.Peek();

    /// <summary>A notebook's input has no end of its own: an empty line ends it.</summary>
    public override string ReadToEnd()
    {
        if (Questions is not { } questions)
        {
            return real.ReadToEnd();
        }

        var text = new StringBuilder();
        while (questions.ReadLine() is { Length: > 0 } line)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static CellQuestions? Questions
    {
        get
        {
            ConsoleRouter.Current?.ThrowIfStopped();
            return ConsoleRouter.Current?.Questions;
        }
    }
}
