namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>Extra fields: an identifier, a length, that many bytes (APPNOTE 4.5).</summary>
internal static class ZipExtra
{
    public static byte[] Field(int identifier, byte[] data, int? length = null) => LittleEndian.Bytes(writer =>
    {
        writer.Short(identifier);
        writer.Short(length ?? data.Length);
        writer.Write(data);
    });

    /// <summary>Zip64 (0x0001): the sizes and the offset that the fields of 32 bits do not hold.</summary>
    public static byte[] Zip64(params ulong[] values) => Field(1, LittleEndian.Bytes(writer =>
    {
        foreach (var value in values)
        {
            writer.Long(value);
        }
    }));

    /// <summary>Info-ZIP's Unicode path (0x7075): a version, the sum of the name it replaces, the name.</summary>
    public static byte[] UnicodePath(Octets replaced, Octets name) => Field(0x7075, LittleEndian.Bytes(writer =>
    {
        writer.Write((byte)1);
        writer.Int(Crc32.Of(replaced.Bytes));
        writer.Write(name.Bytes);
    }));
}
