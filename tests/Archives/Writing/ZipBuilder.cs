namespace AgentNotebook.Archives.Tests.Writing;

/// <summary>Writes a zip entry by entry, lies included.</summary>
internal sealed class ZipBuilder
{
    private readonly MemoryStream _body = new();
    private readonly MemoryStream _directory = new();
    private int _entries;

    /// <summary>Where the next local header will lie.</summary>
    public uint Position => (uint)_body.Length;

    /// <summary>Bytes of the central directory so far.</summary>
    public uint DirectorySize => (uint)_directory.Length;

    public ZipBuilder Add(ZipEntry entry)
    {
        var offset = Position;
        if (entry.IsInBody)
        {
            _body.Write([.. entry.LocalHeader(), .. entry.Packed, .. entry.Descriptor]);
        }

        if (entry.IsInCentralDirectory)
        {
            _directory.Write(entry.CentralHeader(offset));
            _entries++;
        }

        return this;
    }

    public ZipBuilder File(Octets name, Octets data = default) => Add(new ZipEntry(name) { Data = data });

    public ZipBuilder Directory(Octets name) => Add(new ZipEntry(name) { Attributes = 0x41ed_0010 });

    public ZipBuilder Symlink(Octets name, Octets target) => Add(new ZipEntry(name) { Data = target, Attributes = 0xa1ff_0000 });

    /// <summary>Bytes between the entries, which belong to none.</summary>
    public ZipBuilder Raw(byte[] bytes)
    {
        _body.Write(bytes);
        return this;
    }

    /// <summary>Bytes in the central directory.</summary>
    public ZipBuilder RawCentral(byte[] bytes)
    {
        _directory.Write(bytes);
        return this;
    }

    public byte[] End(ZipEnd? end = null) => [.. _body.ToArray(), .. _directory.ToArray(), .. (end ?? new ZipEnd()).Bytes(_entries, (uint)_directory.Length, Position)];
}
