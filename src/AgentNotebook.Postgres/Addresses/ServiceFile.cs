using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Addresses;

/// <summary>libpq's connection service files (PostgreSQL 15, section 34.17): sections in brackets, with a keyword and its value a line.</summary>
internal static class ServiceFile
{
    /// <summary>What is longer was not written by hand.</summary>
    private const int MostBytes = 1 << 20;

    /// <summary>What a service says; <see langword="null"/> when no file names it.</summary>
    /// <exception cref="SessionStoreException">A file cannot be read, or the service in it says something that is not known.</exception>
    public static NpgsqlConnectionStringBuilder? Find(string service, Func<string, string?> environment)
    {
        foreach (var file in Files(environment))
        {
            if (Section(ReadLines(file), service) is not { } lines)
                continue;
            var settings = new NpgsqlConnectionStringBuilder();
            foreach (var line in lines)
            {
                var equals = line.IndexOf('=', StringComparison.Ordinal);
                if (equals < 1)
                    throw new SessionStoreException(SessionStoreFault.Invalid, $"A line of service '{service}' in {file} is no KEYWORD=VALUE. It is not repeated here, because it may hold a password.");
                LibpqKeywords.Set(settings, line[..equals].Trim(), line[(equals + 1)..].Trim(), $"Service '{service}' in {file}");
            }

            return settings;
        }

        return null;
    }

    private static IEnumerable<string> Files(Func<string, string?> environment)
    {
        if (environment("PGSERVICEFILE") is { Length: > 0 } named)
        {
            if (!File.Exists(named))
                throw new SessionStoreException(SessionStoreFault.Invalid, $"PGSERVICEFILE names {named}, and there is no such file. Correct the variable, or clear it.");
            yield return named;
        }
        else
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pg_service.conf");
        }

        yield return Path.Combine(environment("PGSYSCONFDIR") is { Length: > 0 } folder ? folder : "/etc/postgresql-common", "pg_service.conf");
    }

    private static string[] ReadLines(string file)
    {
        try
        {
            if (!File.Exists(file))
                return [];
            if (new FileInfo(file).Length > MostBytes)
                throw new SessionStoreException(SessionStoreFault.Invalid, $"{file} is longer than {MostBytes >> 20} MiB and no service file.");
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SessionStoreException(SessionStoreFault.Invalid, $"The service file {file} cannot be read: {e.Message}", e);
        }
    }

    private static List<string>? Section(IEnumerable<string> lines, string service)
    {
        List<string>? section = null;
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
            {
                if (section is not null)
                    break;
                section = line == $"[{service}]" ? [] : null;
            }
            else
            {
                section?.Add(line);
            }
        }

        return section;
    }
}
