using System.Globalization;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Addresses;

/// <summary>
/// libpq's connection URIs: <c>postgres://[USER[:PASSWORD]@][HOST[:PORT][,…]][/DATABASE][?KEYWORD=VALUE&amp;…]</c>
/// (PostgreSQL 15, section 34.1.1.2). The scheme may have been cut off already.
/// </summary>
internal static class ConnectionUri
{
    private static readonly string[] Beginnings = ["//", "postgres://", "postgresql://"];

    public static bool IsOne(string place) => Beginnings.Any(beginning => place.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="SessionStoreException">It is malformed. The message repeats no part that may be a password.</exception>
    public static NpgsqlConnectionStringBuilder Read(string place, Func<string, string?> environment)
    {
        var rest = place[(place.IndexOf("//", StringComparison.Ordinal) + 2)..];
        var (beforeQuery, query) = Cut(rest, '?');
        var (authority, database) = Cut(beforeQuery, '/');
        var keywords = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Cut(pair, '=')).ToList();
        var settings = keywords.Find(pair => pair.Before == "service") is { After: { Length: > 0 } service }
            ? ServiceFile.Find(Decode(service), environment) ?? throw Malformed("names a service that is in no service file")
            : new NpgsqlConnectionStringBuilder();
        // A password may hold an '@' that nobody encoded: the last one ends it.
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], ':');
            settings.Username = Decode(user);
            if (password.Length > 0)
                settings.Password = Decode(password);
        }

        ReadHosts(authority[(at + 1)..], settings);
        if (database.Length > 0)
            settings.Database = Decode(database);
        foreach (var (keyword, value) in keywords.Where(pair => pair.Before != "service"))
            LibpqKeywords.Set(settings, Decode(keyword), Decode(value), "The PostgreSQL URI");
        return settings;
    }

    private static void ReadHosts(string text, NpgsqlConnectionStringBuilder settings)
    {
        if (text.Length == 0)
            return;
        var hosts = text.Split(',').Select(Decode).ToList();
        // One port for all goes where Npgsql keeps it, so that the address reads as it was written.
        if (hosts.Count == 1 && Port(hosts[0]) is { } colon)
        {
            if (!int.TryParse(hosts[0].AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
                throw Malformed("has a port that is no number from 1 to 65535");
            settings.Port = port;
            hosts[0] = hosts[0][..colon];
        }

        settings.Host = string.Join(',', hosts.Select(host => host.StartsWith('[') && host.EndsWith(']') && hosts.Count == 1 ? host[1..^1] : host));
    }

    /// <summary>Where the colon before a port is; a bare IPv6 address stands in brackets.</summary>
    private static int? Port(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon >= 0 && colon > host.LastIndexOf(']') ? colon : null;
    }

    private static (string Before, string After) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static SessionStoreException Malformed(string what) =>
        new(SessionStoreFault.Invalid, $"The PostgreSQL URI {what}. Write it like 'postgres://me@db.example:5432/runs'.");
}
