namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>Writes a tar archive entry by entry, lies included; ends it as tar does unless told otherwise.</summary>
internal sealed class TarBuilder
{
    private readonly MemoryStream _bytes = new();

    /// <summary>The bytes so far, without an end.</summary>
    public byte[] Unended => _bytes.ToArray();

    /// <summary>The archive with the two blocks of zeros that end it.</summary>
    public byte[] Ended => [.. Unended, .. new byte[2 * TarEntry.BlockSize]];

    public TarBuilder Add(TarEntry entry) => Raw(entry.ToBytes());

    public TarBuilder Raw(byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public TarBuilder File(Octets name, Octets data = default) => Add(new TarEntry(name) { Data = data });

    public TarBuilder Directory(Octets name) => Add(new TarEntry(name) { Type = '5', Mode = TarNumber.Octal(0x1ed, 8) });

    public TarBuilder Symlink(Octets name, Octets target) => Add(new TarEntry(name) { Type = '2', LinkName = target });

    public TarBuilder Hardlink(Octets name, Octets target) => Add(new TarEntry(name) { Type = '1', LinkName = target });

    /// <summary>A pax header for the next entry, of records that are written as they should be.</summary>
    public TarBuilder Pax(params (Octets Key, Octets Value)[] records) => PaxRaw(records.SelectMany(record => PaxRecord.Bytes(record.Key, record.Value)).ToArray());

    /// <summary>A pax header for the next entry with these bytes for records.</summary>
    public TarBuilder PaxRaw(Octets records, char type = 'x') => Add(new TarEntry("PaxHeaders/0") { Type = type, Data = records });

    /// <summary>A pax header for all entries after it.</summary>
    public TarBuilder PaxGlobal(params (Octets Key, Octets Value)[] records) => PaxRaw(records.SelectMany(record => PaxRecord.Bytes(record.Key, record.Value)).ToArray(), 'g');

    /// <summary>GNU's long name for the next entry.</summary>
    public TarBuilder LongName(Octets name) => Add(new TarEntry("././@LongLink") { Type = 'L', Magic = TarEntry.Gnu, Data = (byte[])[.. name.Bytes, 0] });

    /// <summary>GNU's long link target for the next entry.</summary>
    public TarBuilder LongLink(Octets target) => Add(new TarEntry("././@LongLink") { Type = 'K', Magic = TarEntry.Gnu, Data = (byte[])[.. target.Bytes, 0] });
}
