using System.Text.RegularExpressions;

namespace AgentNotebook.Tool.Grids.Records;

/// <summary>Keeps passwords out of grid files, scripts and manifests, which stay on disk and are read by others.</summary>
internal static partial class StoreSecrets
{
    /// <summary>Gives the address of a store back when no password stands in it.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="UsageException">One does; the message does not repeat it.</exception>
    public static string Demand(string address) =>
        Password().IsMatch(address)
            ? throw new UsageException("--store holds a password, and it would be written into files that stay and that others read. Leave it out of the address: put it into PGPASSFILE or PGPASSWORD where members run, or on Kubernetes into a secret, and give --store-secret.")
            : address;

    [GeneratedRegex(@"(?:^|[;?&\s:])\s*(?:password|pwd|sslpassword|ssl\s+password)\s*=|://[^/@\s]*:[^/@\s]+@", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
