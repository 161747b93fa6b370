using System.Buffers.Binary;
using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>
/// Looks at a file before SQLite may touch it, so that a file that is not ours is never changed.
/// Source of the offsets: SQLite, "Database File Format", sections 1.3 and 3.
/// </summary>
internal static class SqliteFileHeader
{
    /// <summary>"ANbS" in ASCII, at offset 68 of the file.</summary>
    public const int ApplicationId = 0x414E6253;

    private static readonly byte[] Magic = "SQLite format 3\0"u8.ToArray();

    /// <summary>Whether the file is a store; false when it is missing or empty, so that one may be made there.</summary>
    /// <exception cref="SessionStoreException">It is something else, or cannot be read.</exception>
    public static bool IsStore(string file)
    {
        if (Directory.Exists(file))
            throw new SessionStoreException(SessionStoreFault.NotAStore, $"{file} is a folder, not a session store. Name a file.");
        if (!File.Exists(file) || CreationWasInterrupted(file))
            return false;
        var header = new byte[100];
        var length = ReadStart(file, header);
        if (length == 0)
            return false;
        var start = Math.Min(length, Magic.Length);
        if (!header.AsSpan(0, start).SequenceEqual(Magic.AsSpan(0, start)))
            throw new SessionStoreException(SessionStoreFault.NotAStore, $"{file} is not a session store: it is no SQLite file. Name another file; this one was left as it is. If it was a store once, '{StoreSalvage.CommandFor(file)}' looks for what is left of it.");
        if (length < header.Length)
            throw new SessionStoreException(SessionStoreFault.Damaged, $"{file} is damaged: it is cut off after {length} bytes. {DamageAdvice.For(file)}");
        var application = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(68));
        if (application != ApplicationId)
            throw new SessionStoreException(SessionStoreFault.NotAStore, $"{file} is a SQLite file of another application (application_id 0x{application:X8}), not a session store. Name another file; this one was left as it is.");
        return true;
    }

    /// <summary>
    /// Whether a rollback journal lies beside the file that would take it back to no pages at all: a process was killed in the
    /// one transaction that makes a store, and what the file holds meanwhile means nothing.
    /// </summary>
    private static bool CreationWasInterrupted(string file)
    {
        var journal = file + "-journal";
        if (!File.Exists(journal))
            return false;
        var header = new byte[28];
        return ReadStart(journal, header) == header.Length
            && BinaryPrimitives.ReadUInt64BigEndian(header) == 0xD9D505F920A163D7
            && BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16)) == 0;
    }

    private static int ReadStart(string file, byte[] into)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            return stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SessionStoreException(SessionStoreFault.ReadOnly, $"{file} cannot be read: {e.Message} Change its permissions, or name another file.", e);
        }
        catch (IOException e)
        {
            throw new SessionStoreException(SessionStoreFault.DiskFailure, $"{file} cannot be read: {e.Message} Check the disk.", e);
        }
    }
}
