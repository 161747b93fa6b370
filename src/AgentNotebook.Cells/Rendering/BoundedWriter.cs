using System.Text;

namespace AgentNotebook.Cells.Rendering;

/// <summary>Takes text up to a length, then stops its writer with <see cref="RenderingTooLongException"/>.</summary>
internal sealed class BoundedWriter(int maxLength) : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var room = maxLength - _text.Length;
        _text.Append(buffer[..Math.Min(room, buffer.Length)]);
        if (buffer.Length > room)
        {
            throw new RenderingTooLongException();
        }
    }

    public override string ToString() => _text.ToString();
}
