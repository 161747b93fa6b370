using System.Buffers;
using System.Globalization;
using System.Text;
using AgentNotebook.Archives.Reading;

namespace AgentNotebook.Archives.Judging;

/// <summary>The rules of names: what no component may be, on whatever system it ends up.</summary>
/// <remarks>Sources: PEP 706; Microsoft, "Naming Files, Paths, and Namespaces".</remarks>
internal static class NameRules
{
    private static readonly SearchValues<char> _plain = SearchValues.Create("!#$%&'()+,-./0123456789;=@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{}~ ");

    /// <summary>The path an entry's name means: without <c>.</c> components and doubled or trailing separators. Empty for the root itself.</summary>
    /// <exception cref="ArchiveRefusedException">The name breaks a rule; the refusal names no entry and no place yet.</exception>
    internal static string Clean(string name, ExtractionLimits limits)
    {
        DemandText(name, "It");
        if (name.StartsWith('/'))
        {
            throw new ArchiveRefusedException(ArchiveRule.AbsolutePath, "Its name begins at the root of the file system.");
        }

        DemandLength(name, limits, ArchiveRule.NameTooLong, "Its path");
        var (depth, isClean) = (0, true);
        foreach (var range in name.AsSpan().Split('/'))
        {
            var component = name.AsSpan()[range];
            if (component is "" or ".")
            {
                isClean = false;
                continue;
            }

            depth++;
            DemandComponent(component, limits);
        }

        if (depth > limits.Depth)
        {
            throw new ArchiveRefusedException(ArchiveRule.TooDeep, $"Its path has {depth} components; the limit is {limits.Depth}.");
        }

        return isClean ? name : string.Join('/', name.Split('/').Where(component => component is not ("" or ".")));
    }

    /// <summary>Passes the target of a symbolic link as far as its text goes; where it leads is looked at elsewhere.</summary>
    /// <exception cref="ArchiveRefusedException">It breaks a rule.</exception>
    internal static void DemandTarget(string target, ExtractionLimits limits)
    {
        if (target.Length == 0)
        {
            throw new ArchiveRefusedException(ArchiveRule.LinkName, "It is a link to nothing.");
        }

        if (target.StartsWith('/') || IsDrive(target))
        {
            throw new ArchiveRefusedException(ArchiveRule.AbsoluteLink, $"It is a link to '{EntryText.Of(target)}', which begins at the root of a file system.");
        }

        try
        {
            DemandText(target, "Its target");
            DemandLength(target, limits, ArchiveRule.LinkName, "Its target");
        }
        catch (ArchiveRefusedException refused)
        {
            throw new ArchiveRefusedException(ArchiveRule.LinkName, $"It is a link whose target breaks a rule. {refused.Message}");
        }
    }

    private static void DemandText(string name, string what)
    {
        if (name.AsSpan().IndexOfAnyExcept(_plain) < 0)
        {
            return;
        }

        foreach (var character in name)
        {
            switch (character)
            {
                case '\0':
                    throw new ArchiveRefusedException(ArchiveRule.NulInName, $"{what} holds a NUL, at which programs differ.");
                case '\\':
                    throw new ArchiveRefusedException(ArchiveRule.Backslash, $"{what} holds a backslash, which separates components on Windows.");
                case var control when EntryText.IsControl(control):
                    throw new ArchiveRefusedException(ArchiveRule.ControlCharacter, string.Create(CultureInfo.InvariantCulture, $"{what} holds the control character U+{(int)control:X4}."));
            }
        }
    }

    private static void DemandLength(string name, ExtractionLimits limits, ArchiveRule rule, string what)
    {
        if (name.Length > limits.NameBytes || Encoding.UTF8.GetByteCount(name) > limits.NameBytes)
        {
            throw new ArchiveRefusedException(rule, $"{what} has {Encoding.UTF8.GetByteCount(name)} bytes; the limit is {limits.NameBytes}.");
        }
    }

    private static void DemandComponent(ReadOnlySpan<char> component, ExtractionLimits limits)
    {
        if (component is "..")
        {
            throw new ArchiveRefusedException(ArchiveRule.OutsideDestination, "Its name holds '..'.");
        }

        if (Encoding.UTF8.GetByteCount(component) is var bytes && bytes > limits.ComponentBytes)
        {
            throw new ArchiveRefusedException(ArchiveRule.ComponentTooLong, $"A component of its path has {bytes} bytes; the limit is {limits.ComponentBytes}.");
        }

        if (component[^1] is '.' or ' ')
        {
            throw new ArchiveRefusedException(ArchiveRule.TrailingDotOrSpace, $"A component of its path ends in a {(component[^1] == '.' ? "dot" : "space")}.");
        }

        if (IsDrive(component))
        {
            throw new ArchiveRefusedException(ArchiveRule.DriveName, "A component of its path begins like a drive of Windows.");
        }

        if (IsReserved(component))
        {
            throw new ArchiveRefusedException(ArchiveRule.ReservedName, $"'{component}' is a device on Windows.");
        }
    }

    private static bool IsDrive(ReadOnlySpan<char> name) => name.Length >= 2 && name[1] == ':' && char.IsAsciiLetter(name[0]);

    // With whatever comes after a dot or a colon, and blanks before it.
    private static bool IsReserved(ReadOnlySpan<char> component)
    {
        var end = component.IndexOfAny('.', ':');
        var stem = (end < 0 ? component : component[..end]).TrimEnd(' ');
        return stem.Length switch
        {
            3 => Is(stem, "CON") || Is(stem, "PRN") || Is(stem, "AUX") || Is(stem, "NUL"),
            4 => stem[3] is (>= '0' and <= '9') or '¹' or '²' or '³' && (Is(stem[..3], "COM") || Is(stem[..3], "LPT")),
            6 => Is(stem, "CONIN$"),
            7 => Is(stem, "CONOUT$"),
            _ => false,
        };

        static bool Is(ReadOnlySpan<char> text, string name) => text.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
