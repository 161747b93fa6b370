namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>Numbers as zip writes them.</summary>
internal static class LittleEndian
{
    public static void Short(this BinaryWriter writer, int value) => writer.Write((ushort)value);

    public static void Int(this BinaryWriter writer, uint value) => writer.Write(value);

    public static void Long(this BinaryWriter writer, ulong value) => writer.Write(value);

    /// <summary>The bytes that <paramref name="write"/> writes.</summary>
    public static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
