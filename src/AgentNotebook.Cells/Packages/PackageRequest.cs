using System.Text.RegularExpressions;
using AgentNotebook.Cells.Splitting;

namespace AgentNotebook.Cells.Packages;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Id">Its name; letter case does not count.</param>
/// <param name="Version">A version, a floating one such as <c>1.*</c> or <c>*-*</c>, or a range; <see langword="null"/> for the newest release.</param>
/// <param name="Directive">The line that asks.</param>
internal sealed partial record PackageRequest(string Id, string? Version, Directive Directive)
{
    /// <summary>Reads <c>Name, version</c>.</summary>
    /// <exception cref="AgentNotebook.Magics.MagicException">It is malformed.</exception>
    public static PackageRequest Parse(Directive directive)
    {
        var comma = directive.Value.IndexOf(',');
        var id = (comma < 0 ? directive.Value : directive.Value[..comma]).Trim();
        var version = comma < 0 ? null : directive.Value[(comma + 1)..].Trim();
        if (id.Length > 100 || !PackageId().IsMatch(id))
        {
            throw directive.Refuse($"'{id}' is no name of a package: letters, digits, '_', '-' and '.' make one, at most 100. Write #r \"nuget: Name, version\".");
        }

        return version is null || (version.Length <= 100 && VersionRange().IsMatch(version))
            ? new PackageRequest(id, version, directive)
            : throw directive.Refuse($"'{version}' is no version of {id}. Write 1.2.3, 1.*, *-* for the newest with previews, or a range such as [1.0,2.0); without one the newest release is taken.");
    }

    /// <summary>Whether a version that is there already is what this asks for.</summary>
    /// <returns><see langword="null"/> when only NuGet can tell.</returns>
    public bool? IsMetBy(string loaded) => Version switch
    {
        null or "*" or "*-*" => true,
        var version when version.EndsWith(".*", StringComparison.Ordinal) => loaded.StartsWith(version[..^1], StringComparison.OrdinalIgnoreCase),
        var version when version.AsSpan().IndexOfAny("[](),*") >= 0 => null,
        var version => Normalized(version).Equals(Normalized(loaded), StringComparison.OrdinalIgnoreCase),
    };

    /// <inheritdoc/>
    public override string ToString() => Version is null ? Id : $"{Id} {Version}";

    /// <summary>As NuGet compares versions: without build metadata, and with no zero in the fourth place and none missing before it.</summary>
    private static string Normalized(string version)
    {
        var plain = version.Split('+')[0];
        var dash = plain.IndexOf('-');
        var (numbers, label) = dash < 0 ? (plain, "") : (plain[..dash], plain[dash..]);
        var parts = numbers.Split('.').Select(part => part.TrimStart('0') is { Length: > 0 } digits ? digits : "0").ToList();
        while (parts.Count < 3)
        {
            parts.Add("0");
        }

        return string.Join('.', parts is [_, _, _, "0"] ? parts[..3] : parts) + label;
    }

    [GeneratedRegex("^[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*$")]
    private static partial Regex PackageId();

    // Nothing that MSBuild would expand.
    [GeneratedRegex(@"^[0-9A-Za-z.*+\-\[\](), ]+$")]
    private static partial Regex VersionRange();
}
