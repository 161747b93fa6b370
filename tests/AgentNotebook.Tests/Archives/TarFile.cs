using System.Formats.Tar;
using System.Text;

namespace AgentNotebook.Tests.Archives;

/// <summary>Small tars, made by the framework's own writer.</summary>
internal static class TarFile
{
    internal static byte[] Of(params TarEntry[] entries)
    {
        using var bytes = new MemoryStream();
        using (var writer = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }

    internal static TarEntry File(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite) =>
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)), Mode = mode };

    internal static TarEntry Folder(string name) => new PaxTarEntry(TarEntryType.Directory, name);

    internal static TarEntry Link(string name, string target) => new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target };

    internal static TarEntry HardLink(string name, string file) => new PaxTarEntry(TarEntryType.HardLink, name) { LinkName = file };
}
