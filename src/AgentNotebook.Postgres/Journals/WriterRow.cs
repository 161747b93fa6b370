using AgentNotebook.Postgres.Schema;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Journals;

/// <summary>A session's row with its writer, read to be changed.</summary>
/// <param name="Id">The session's key.</param>
/// <param name="Head">Where it ends.</param>
/// <param name="Token">Random, and new for every writer; <see langword="null"/> when nobody has the place.</param>
/// <param name="Writer">Who has it, where somebody does.</param>
/// <param name="Server">When the server was started at which the writer was last connected.</param>
internal sealed record WriterRow(int Id, SessionHead Head, string? Token, WriterIdentity? Writer, long Server)
{
    private const string Columns =
        "id, last_sequence, last_checksum, last_written, bytes, writer, writer_pid, writer_started, writer_host, writer_boot, writer_space, writer_server";

    /// <summary>Reads a session's row, and keeps others from changing it until the transaction ends.</summary>
    /// <returns><see langword="null"/> when there is none.</returns>
    public static WriterRow? Lock(NpgsqlConnection connection, StoreNames names, string session) =>
        Read(connection, $"SELECT {Columns} FROM {names.Session} WHERE name = $1 FOR UPDATE", session);

    /// <inheritdoc cref="Lock(NpgsqlConnection, StoreNames, string)"/>
    public static WriterRow? Lock(NpgsqlConnection connection, StoreNames names, int id) =>
        Read(connection, $"SELECT {Columns} FROM {names.Session} WHERE id = $1 FOR UPDATE", id);

    private static WriterRow? Read(NpgsqlConnection connection, string sql, object key)
    {
        using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = key } } };
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        var head = new SessionHead(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetInt64(3), reader.GetInt64(4));
        return reader.IsDBNull(5)
            ? new WriterRow(reader.GetInt32(0), head, null, null, 0)
            : new WriterRow(
                reader.GetInt32(0),
                head,
                reader.GetString(5),
                new WriterIdentity(reader.GetInt32(6), reader.GetInt64(7), reader.GetString(8), reader.GetString(9), reader.GetString(10)),
                reader.GetInt64(11));
    }
}
