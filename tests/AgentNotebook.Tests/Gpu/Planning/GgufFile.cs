using System.Text;

namespace AgentNotebook.Tests.Gpu.Planning;

/// <summary>Writes GGUF files byte by byte, right or wrong.</summary>
internal sealed class GgufFile
{
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;

    public GgufFile(ulong tensors, ulong entries, uint version = 3)
    {
        _writer = new BinaryWriter(_bytes);
        _writer.Write("GGUF"u8);
        _writer.Write(version);
        _writer.Write(tensors);
        _writer.Write(entries);
    }

    /// <summary>How many bytes there are so far.</summary>
    public long Length => _bytes.Length;

    public GgufFile Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _writer.Write((ulong)bytes.Length);
        _writer.Write(bytes);
        return this;
    }

    public GgufFile UInt32(uint value)
    {
        _writer.Write(value);
        return this;
    }

    public GgufFile UInt64(ulong value)
    {
        _writer.Write(value);
        return this;
    }

    public GgufFile Byte(byte value)
    {
        _writer.Write(value);
        return this;
    }

    public GgufFile Tensor(string name, uint type, ulong offset, params ulong[] shape)
    {
        Text(name).UInt32((uint)shape.Length);
        foreach (var dimension in shape)
        {
            UInt64(dimension);
        }

        return UInt32(type).UInt64(offset);
    }

    /// <summary>The header alone.</summary>
    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>Writes the header, and a hole for the data from the next boundary on.</summary>
    public string Write(string path, long dataBytes = 0, int alignment = 32)
    {
        using var file = File.Create(path);
        file.Write(_bytes.ToArray());
        file.SetLength(((file.Length + alignment - 1) / alignment * alignment) + dataBytes);
        return path;
    }
}
