using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>Reads out of the compiler's errors which assemblies it misses.</summary>
internal static partial class MissingReferences
{
    // CS0012, CS1069, CS1070, CS7068, CS7069, CS0400, CS7071: the type is known to be in an assembly, which the message names.
    // CS0518, CS0656, CS1980, CS8128, CS8179, CS8356: the compiler needs a type or a member of its own, which the message names.
    private static readonly HashSet<string> _kinds =
        ["CS0012", "CS1069", "CS1070", "CS7068", "CS7069", "CS7071", "CS0400", "CS0518", "CS0656", "CS1980", "CS8128", "CS8179", "CS8356"];

    /// <summary>The catalog's assemblies that errors ask for.</summary>
    public static IReadOnlyList<string> NamedBy(IEnumerable<Diagnostic> errors)
    {
        var names = new List<string>();
        foreach (var error in errors.Where(error => _kinds.Contains(error.Id)))
        {
            var message = error.GetMessage(CultureInfo.InvariantCulture);
            names.AddRange(Assembly().Matches(message).Select(match => match.Groups[1].Value).Where(AssemblyCatalog.Shared.Contains));
            foreach (Match match in Quoted().Matches(message))
            {
                names.AddRange(OwnersOf(match.Groups[1].Value));
            }
        }

        return names;
    }

    /// <summary>The assembly of a type or of a member, whose type then is the part before the last dot.</summary>
    private static IEnumerable<string> OwnersOf(string dotted)
    {
        var owners = NameIndex.Shared.OwnersOf(dotted);
        return owners.Any() || dotted.LastIndexOf('.') is not (> 0 and var dot) ? owners : NameIndex.Shared.OwnersOf(dotted[..dot]);
    }

    [GeneratedRegex(@"'([\w.-]+), Version=")]
    private static partial Regex Assembly();

    [GeneratedRegex(@"'([\w.]+)(?:`\d+|<[^']*>)?(?:\.[\w.]+)?(?:\([^']*\))?'")]
    private static partial Regex Quoted();
}
