using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Tests.Sessions;

/// <summary>Makes a store as version 1 made it: its tables and its checksums, written out here and nowhere shared with the code that reads them.</summary>
internal static class FirstVersionFile
{
    private const string Tables =
        """
        CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            created INTEGER NOT NULL,
            last_written INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL,
            last_checksum BLOB NOT NULL,
            bytes INTEGER NOT NULL,
            writer TEXT,
            writer_pid INTEGER,
            writer_started INTEGER,
            writer_host TEXT,
            writer_boot TEXT,
            writer_space TEXT
        ) STRICT;
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES session (id),
            sequence INTEGER NOT NULL,
            time INTEGER NOT NULL,
            run TEXT NOT NULL,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            payload TEXT NOT NULL,
            checksum BLOB NOT NULL,
            UNIQUE (session_id, sequence)
        ) STRICT;
        """;

    public const long Created = 1_750_000_000_000_000;

    /// <summary>Sessions named <c>s1</c>, <c>s2</c>, … of so many entries each, written in turns.</summary>
    public static void Make(string file, params int[] entries)
    {
        using var connection = Open(file);
        Run(connection, $"PRAGMA application_id = {0x414E6253}; PRAGMA user_version = 1; BEGIN; {Tables}");
        var checksums = new List<byte[]>();
        for (var session = 1; session <= entries.Length; session++)
        {
            checksums.Add(SHA256.HashData([.. Number(Created + session), .. Encoding.UTF8.GetBytes($"s{session}")]));
            Run(connection, "INSERT INTO session VALUES ($id, $name, $created, $created, 0, $checksum, 0, 'gone', 2147483646, 1, 'nowhere', 'boot', 'space')",
                ("$id", session), ("$name", $"s{session}"), ("$created", Created + session), ("$checksum", checksums[^1]));
        }

        for (var sequence = 1; sequence <= entries.DefaultIfEmpty(0).Max(); sequence++)
        {
            for (var session = 1; session <= entries.Length; session++)
            {
                if (sequence > entries[session - 1])
                    continue;
                var (time, run, kind, payload) = (Created + 1000 + sequence, $"run-{sequence % 3}", sequence % 2 == 0 ? "even" : "odd", Payload(session, sequence));
                var checksum = checksums[session - 1] = SHA256.HashData(
                    [.. checksums[session - 1], .. Number((long)sequence), .. Number(time), .. Framed(run), .. Framed(kind), .. Number(2), .. Framed(payload)]);
                Run(connection, "INSERT INTO entry (session_id, sequence, time, run, kind, version, payload, checksum) VALUES ($s, $n, $time, $run, $kind, 2, $payload, $checksum)",
                    ("$s", session), ("$n", sequence), ("$time", time), ("$run", run), ("$kind", kind), ("$payload", payload), ("$checksum", checksum));
                Run(connection, "UPDATE session SET last_sequence = $n, last_checksum = $checksum, last_written = $time, bytes = bytes + $bytes WHERE id = $s",
                    ("$s", session), ("$n", sequence), ("$time", time), ("$checksum", checksum), ("$bytes", Encoding.UTF8.GetByteCount(payload)));
            }
        }

        Run(connection, "COMMIT");
        Run(connection, "PRAGMA journal_mode = WAL");
        // A writer that no process of this machine is, on a machine that cannot be seen, would keep the place.
        Run(connection, "UPDATE session SET writer = NULL");
    }

    public static string Payload(int session, int sequence) => $$"""{"session":{{session}},"n":{{sequence}},"text":"é{{new string('x', sequence * 37 % 3000)}}"}""";

    public static void Run(string file, string sql)
    {
        using var connection = Open(file);
        Run(connection, sql);
    }

    public static long Version(string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private static byte[] Framed(string text) => [.. Number(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Number(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
