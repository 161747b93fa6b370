using System.Text;

namespace AgentNotebook.Execution.Workers;

/// <summary>Keeps the first bytes of a stream of text and knows whether there were more.</summary>
internal sealed class BoundedCapture(int limit)
{
    private readonly MemoryStream _bytes = new();

    internal bool WasCut { get; private set; }

    internal void Add(ReadOnlySpan<byte> chunk)
    {
        var kept = (int)Math.Min(chunk.Length, limit - _bytes.Length);
        _bytes.Write(chunk[..kept]);
        WasCut |= kept < chunk.Length;
    }

    /// <summary>The text; a character the cut went through is dropped, ill-formed bytes become replacement characters.</summary>
    public override string ToString()
    {
        var bytes = _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);
        if (WasCut)
        {
            bytes = bytes[..^IncompleteTail(bytes)];
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private static int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var lead = bytes[^back];
            if ((lead & 0xC0) != 0x80)
            {
                var needed = lead switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
                return needed > back ? back : 0;
            }
        }

        return 0;
    }
}
