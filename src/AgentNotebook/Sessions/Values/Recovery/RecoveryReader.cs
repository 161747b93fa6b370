using System.Text.Json;
using AgentNotebook.Sessions.Values.Collections;
using AgentNotebook.Sessions.Values.Json;
using AgentNotebook.Sessions.Values.Kept;

namespace AgentNotebook.Sessions.Values.Recovery;

/// <summary>Reads recovery files. They may lie in a folder in which everybody can leave a file, so nothing in them is believed unread.</summary>
internal static class RecoveryReader
{
    /// <summary>Bytes at the front of a file in which its header has to stand.</summary>
    private const int HeaderBytes = 64 << 10;

    /// <summary>The recovery files of a session, oldest first.</summary>
    public static IReadOnlyList<RecoveryOffer> Find(string store, string session)
    {
        var offers = new List<RecoveryOffer>();
        foreach (var file in RecoveryPlace.Candidates(store))
        {
            try
            {
                using var stream = OwnFile.Open(file);
                if (stream is not null && Header(stream) is { } header && RecoveryPlace.IsOf(file, header, store) && header.Session == session)
                    offers.Add(new RecoveryOffer(file, header.Time, stream.Length));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Gone meanwhile, or not for us.
            }
        }

        return [.. offers.OrderBy(offer => offer.Time)];
    }

    /// <summary>Reads a whole file.</summary>
    /// <returns>Its header, and the values in it; null for one that was removed.</returns>
    /// <exception cref="SessionStoreException">It is not to be had, too large, no recovery file, or another session's.</exception>
    public static (RecoveryHeader Header, IReadOnlyList<(string Name, KeptValue? Value)> Values) Read(string file, string store, string session, long maximumBytes, DateTimeOffset now)
    {
        try
        {
            using var stream = OwnFile.Open(file) ?? throw Refuse(file, "is no file of yours that nobody else may write. Look at it, and make a copy that is.");
            if (stream.Length > maximumBytes)
                throw Refuse(file, $"has {stream.Length} bytes, and {maximumBytes} are read at most. Give a higher limit.");
            var header = Header(stream) ?? throw Refuse(file, "is no recovery file.");
            if (header.Session != session || !RecoveryPlace.IsOf(file, header, store))
                throw Refuse(file, $"holds values of session '{header.Session}' in {header.Store}, and this is session '{session}' in {store}.");
            stream.Position = 0;
            // Not disposed: the values are parts of it.
            var root = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = ValueJson.MaxDepth * 2 }).RootElement;
            return (header, [.. Values(root, file, now)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw Refuse(file, $"is no recovery file that can be read: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refuse(file, $"cannot be read: {e.Message}", e);
        }
    }

    private static IEnumerable<(string Name, KeptValue? Value)> Values(JsonElement root, string file, DateTimeOffset now)
    {
        foreach (var name in root.GetProperty("removed").EnumerateArray())
            yield return (Checked(name.GetString()!), null);
        foreach (var value in root.GetProperty("values").EnumerateObject())
            yield return (Checked(value.Name), StoredValue.Recovered(value.Name, JsonSerializer.SerializeToUtf8Bytes(value.Value, ValueJson.Options), now));
        foreach (var value in root.GetProperty("collections").EnumerateObject())
            yield return (Checked(value.Name), StoredCollection.Recovered(value.Name, value.Value, $"Recovery file {file}", now));
    }

    private static string Checked(string name)
    {
        try
        {
            return JournalRules.CheckName(name, "a session value");
        }
        catch (SessionStoreException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    private static RecoveryHeader? Header(FileStream stream)
    {
        var front = new byte[(int)Math.Min(HeaderBytes, stream.Length)];
        var length = stream.ReadAtLeast(front, front.Length, throwOnEndOfStream: false);
        try
        {
            var reader = new Utf8JsonReader(front.AsSpan(0, length), isFinalBlock: false, default);
            var (store, session, time, after) = ((string?)null, (string?)null, (DateTimeOffset?)null, (long?)null);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (after is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                if (!reader.Read())
                    return null;
                switch (name)
                {
                    case "store":
                        store = reader.GetString();
                        break;
                    case "session":
                        session = reader.GetString();
                        break;
                    case "time":
                        time = reader.GetDateTimeOffset();
                        break;
                    case "after":
                        after = reader.GetInt64();
                        break;
                    default:
                        return null;
                }
            }

            return store is null || session is null || time is null || after is null ? null : new RecoveryHeader(store, session, time.Value, after.Value);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static SessionStoreException Refuse(string file, string why, Exception? inner = null) => new(SessionStoreFault.Invalid, $"{file} {why}", inner);
}
