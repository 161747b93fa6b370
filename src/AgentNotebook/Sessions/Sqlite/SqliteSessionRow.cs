using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>A session's row, without its writer.</summary>
internal sealed record SqliteSessionRow(long Id, string Name, long Created, long LastWritten, long LastSequence, byte[] LastChecksum, long Bytes)
{
    public const string Columns = "id, name, created, last_written, last_sequence, last_checksum, bytes";

    /// <summary>The sessions, last written first.</summary>
    public static List<SqliteSessionRow> All(SqliteFile file) => Some(file, 0, -1);

    /// <summary>Some of them; a negative count gives all.</summary>
    public static List<SqliteSessionRow> Some(SqliteFile file, int skip, int count)
    {
        using var command = file.Command($"SELECT {Columns} FROM session ORDER BY last_written DESC, id DESC LIMIT $count OFFSET $skip", "$count", "$skip");
        command.Parameters["$count"].Value = count;
        command.Parameters["$skip"].Value = skip;
        return [.. Rows(command)];
    }

    /// <exception cref="SessionStoreException">There is none of that name.</exception>
    public static SqliteSessionRow Find(SqliteFile file, string name)
    {
        using var command = file.Command($"SELECT {Columns} FROM session WHERE name = $name", "$name");
        command.Parameters["$name"].Value = name;
        return Rows(command).FirstOrDefault()
            ?? throw new SessionStoreException(SessionStoreFault.NotFound, $"There is no session '{name}' in {file.Path}. {Names(file)}");
    }

    private static string Names(SqliteFile file)
    {
        var names = All(file).Select(row => $"'{row.Name}'").ToList();
        return names.Count switch
        {
            0 => "The store holds none.",
            <= 10 => $"It holds {string.Join(", ", names)}.",
            _ => $"It holds {names.Count}, the latest of them {string.Join(", ", names.Take(10))}.",
        };
    }

    /// <param name="command">A query for <see cref="Columns"/>.</param>
    public static IEnumerable<SqliteSessionRow> Rows(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return new SqliteSessionRow(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetFieldValue<byte[]>(5), reader.GetInt64(6));
    }
}
