using System.Text;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>Standard output or standard error of the guest: every write goes out at once, so that a crash loses nothing.</summary>
internal sealed class OutputWriter(Answers answers, FrameKind kind, int limit) : TextWriter
{
    private const int ChunkCharacters = 8 << 10;

    // Kept between writes: a character may come in two halves.
    private readonly Encoder _encoder = System.Text.Encoding.UTF8.GetEncoder();
    private readonly byte[] _bytes = new byte[System.Text.Encoding.UTF8.GetMaxByteCount(ChunkCharacters)];
    private long _sent;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        // One byte over the limit tells the parent that there was more; it drops the rest itself.
        while (buffer.Length > 0 && _sent <= limit)
        {
            var chunk = buffer[..Math.Min(buffer.Length, ChunkCharacters)];
            var count = _encoder.GetBytes(chunk, _bytes, flush: false);
            if (count > 0)
            {
                answers.Say(kind, _bytes.AsSpan(0, count));
                _sent += count;
            }

            buffer = buffer[chunk.Length..];
        }
    }
}
