using System.Buffers.Binary;
using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb.Files;

/// <summary>What a data file's first page says, read without LiteDB and before it (LiteDB 5.0.21, Engine/Pages/HeaderPage and EnginePragmas).</summary>
internal static class StoreHeader
{
    /// <summary>The version that is written and read. It stands in the lower half of LiteDB's <c>USER_VERSION</c>; the upper half tells stores from other files.</summary>
    public const int Version = 1;

    public const int UserVersion = Mark | Version;

    private const int Mark = 0x414E_0000;
    private const int InfoAt = 32;
    private const int FormatAt = 59;
    private const int LastPageAt = 64;
    private const int UserVersionAt = 76;
    private const byte Format = 8;

    private static readonly byte[] Info = "** This is a LiteDB file **"u8.ToArray();

    /// <summary>Checks that a file is a store of a version known here.</summary>
    /// <returns>False when there is none, or an empty one.</returns>
    /// <exception cref="SessionStoreException">It is something else; it was only read.</exception>
    public static bool Check(StorePaths paths)
    {
        var path = paths.Data;
        if (Directory.Exists(path))
            throw Refused(SessionStoreFault.NotAStore, $"{path} is a folder. Name a file.");
        var file = new FileInfo(path);
        if (!file.Exists || file.Length == 0)
            return false;
        var page = ReadFirstPage(path);
        if (!page.AsSpan(InfoAt).StartsWith(Info))
            throw Refused(SessionStoreFault.NotAStore, page[0] == 1 && file.Length % LogFile.PageBytes == 0
                ? $"{path} is no LiteDB file, or one with a password. Name another file: a store has none, because LiteDB does not flush those."
                : $"{path} is no LiteDB file. Name another file; this one was left as it is.");
        if (page[FormatAt] != Format)
            throw Refused(SessionStoreFault.NotAStore, $"{path} is a LiteDB file of format {page[FormatAt]}; a store has format {Format}. Name another file; this one was left as it is.");
        if (file.Length < LogFile.PageBytes)
            throw Refused(SessionStoreFault.Damaged, $"{path} is cut short: of its first page, of {LogFile.PageBytes} bytes, {file.Length} are there. Restore a copy.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(UserVersionAt));
        if ((version & 0xFFFF_0000) != Mark)
            throw Refused(SessionStoreFault.NotAStore, $"{path} is a LiteDB file of another application (its USER_VERSION is {version}). Name another file; this one was left as it is.");
        if ((version & 0xFFFF) > Version)
            throw Refused(SessionStoreFault.NewerVersion, $"{path} was written by a newer AgentNotebook: its version is {version & 0xFFFF}, this one reads up to {Version}. Update AgentNotebook, or name another file; this one was left as it is.");
        if (new FileInfo(paths.ForeignLog) is { Exists: true, Length: > 0 })
            throw Refused(SessionStoreFault.Damaged, $"{path} was changed by another program, which left the log {paths.ForeignLog}. Open and close the file in that program, then verify the store; or restore a copy.");
        return true;
    }

    /// <summary>The last page that the data file ought to have, but for those in the log.</summary>
    public static uint LastPage(ReadOnlySpan<byte> firstPage) => BinaryPrimitives.ReadUInt32LittleEndian(firstPage[LastPageAt..]);

    private static byte[] ReadFirstPage(string path)
    {
        var page = new byte[LogFile.PageBytes];
        try
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            for (int at = 0, read; at < page.Length && (read = RandomAccess.Read(file, page.AsSpan(at), at)) > 0; at += read)
            {
            }

            return page;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LiteDbFaults.Translate(e, path, "open the store");
        }
    }

    private static SessionStoreException Refused(SessionStoreFault fault, string message) => new(fault, message);
}
