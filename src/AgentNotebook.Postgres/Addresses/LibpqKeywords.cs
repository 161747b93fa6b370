using System.Globalization;
using AgentNotebook.Sessions;
using AgentNotebook.Text;
using Npgsql;

namespace AgentNotebook.Postgres.Addresses;

/// <summary>libpq's names for what a connection needs (PostgreSQL 15, section 34.1.2), for URIs and service files.</summary>
internal static class LibpqKeywords
{
    private const int LongestTimeout = 1024;

    private static readonly Dictionary<string, Action<NpgsqlConnectionStringBuilder, string>> Known = new(StringComparer.Ordinal)
    {
        ["host"] = (settings, value) => settings.Host = value,
        ["hostaddr"] = (settings, value) => settings.Host = value,
        ["port"] = (settings, value) => settings.Port = Number(value, 1, 65535),
        ["dbname"] = (settings, value) => settings.Database = value,
        ["user"] = (settings, value) => settings.Username = value,
        ["password"] = (settings, value) => settings.Password = value,
        ["passfile"] = (settings, value) => settings.Passfile = value,
        ["sslmode"] = (settings, value) => settings.SslMode = Mode(value),
        ["sslrootcert"] = (settings, value) => settings.RootCertificate = value,
        ["sslcert"] = (settings, value) => settings.SslCertificate = value,
        ["sslkey"] = (settings, value) => settings.SslKey = value,
        ["connect_timeout"] = (settings, value) => settings.Timeout = Number(value, 0, LongestTimeout),
        ["application_name"] = (settings, value) => settings.ApplicationName = value,
        ["target_session_attrs"] = (settings, value) => settings.TargetSessionAttributes = value,
        ["options"] = (settings, value) => settings.Options = value,
        ["search_path"] = (settings, value) => settings.SearchPath = value,
    };

    /// <summary>Sets one.</summary>
    /// <param name="settings">Where.</param>
    /// <param name="keyword">Its name.</param>
    /// <param name="value">Its value, which no message repeats.</param>
    /// <param name="where">What holds it, as a message begins.</param>
    /// <exception cref="SessionStoreException">There is no such keyword, or it takes no such value.</exception>
    public static void Set(NpgsqlConnectionStringBuilder settings, string keyword, string value, string where)
    {
        if (!Known.TryGetValue(keyword, out var set))
        {
            var nearest = NearestName.Of(keyword, [.. Known.Keys]);
            throw new SessionStoreException(
                SessionStoreFault.Invalid,
                nearest is null ? $"{where} has a keyword that is not known here. Known: {string.Join(", ", Known.Keys)}." : $"{where} has a keyword that is not known here. Did you mean '{nearest}'?");
        }

        try
        {
            set(settings, value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            throw new SessionStoreException(SessionStoreFault.Invalid, $"{where} has a value for '{keyword}' that cannot be used{(e is FormatException ? ": " + e.Message : "")}.");
        }
    }

    private static int Number(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"it is no whole number from {least} to {most}");

    private static SslMode Mode(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FormatException("it is none of disable, allow, prefer, require, verify-ca, verify-full"),
    };
}
