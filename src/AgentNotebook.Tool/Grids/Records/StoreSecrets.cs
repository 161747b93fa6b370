using System.Text.RegularExpressions;

namespace AgentNotebook.Tool.Grids.Records;

/// <summary>Keeps passwords out of the command lines of members, and out of grid files, scripts and manifests, which stay on disk: others read all of these.</summary>
internal static partial class StoreSecrets
{
    /// <summary>Refuses the address of a store in which a password stands.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="UsageException">One does; the message does not repeat it.</exception>
    public static void Demand(string address)
    {
        if (Password().IsMatch(address))
        {
            throw new UsageException("--store holds a password, and members of a grid would have it in their command lines or in files that stay, which others read. Leave it out of the address: put it into PGPASSFILE or PGPASSWORD where members run, or on Kubernetes into a secret, and give --store-secret.");
        }
    }

    [GeneratedRegex(@"(?:^|[;?&\s:])\s*(?:password|pwd|sslpassword|ssl\s+password)\s*=|://[^/@\s]*:[^/@\s]+@", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
