using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>Finds a file's page size also where its header is lost: with the right one, most pages make sense.</summary>
internal static class PageSizes
{
    private const int Smallest = 512;
    private const int Largest = 65536;

    /// <summary>Pages looked at for each size, spread over the file.</summary>
    private const int PagesTried = 2000;

    /// <summary>What a store's pages have when nothing tells ("Database File Format", section 1.3.2; SQLite's default).</summary>
    private const int Usual = 4096;

    public static bool IsOne(int size) => size is >= Smallest and <= Largest && int.IsPow2(size);

    public static int Find(SafeFileHandle file, SafeFileHandle? log)
    {
        // The log's header has a checksum; the file's has none.
        if (WalLog.PageSize(log) is > 0 and var proved)
            return proved;
        var named = Named(file);
        var best = (Size: IsOne(named) ? named : Usual, Sound: 0);
        best.Sound = Sound(file, best.Size);
        for (var size = Smallest; size <= Largest; size *= 2)
        {
            if (Sound(file, size) is var sound && sound > best.Sound)
                best = (size, sound);
        }

        return best.Size;
    }

    private static int Named(SafeFileHandle file)
    {
        var bytes = new byte[18];
        if (RawFile.Read(file, 0, bytes) < bytes.Length)
            return 0;
        // 1 stands for 65536, which two bytes cannot hold.
        var size = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(16));
        return size == 1 ? Largest : size;
    }

    private static int Sound(SafeFileHandle file, int size)
    {
        var pages = RandomAccess.GetLength(file) / size;
        var step = Math.Max(1, pages / PagesTried);
        var page = new byte[size];
        var sound = 0;
        for (long at = 1; at < pages; at += step)
        {
            if (RawFile.Read(file, at * size, page) == size && BTreePage.TryRead(page, 0, out _))
                sound++;
        }

        return sound;
    }
}
