using System.Reflection;
using System.Text.RegularExpressions;

namespace AgentNotebook.Worker;

/// <summary>Turns the compiler's names into those a reader of the source knows.</summary>
internal static partial class MethodNames
{
    private const string TopLevel = "top level";

    internal static string Readable(MethodBase method)
    {
        var type = method.DeclaringType;
        // The state machine of an async method or an iterator is a type; its name holds the method's.
        var name = method.Name == "MoveNext" && type is not null && type.Name.StartsWith('<') ? Own(type.Name) : Own(method.Name);
        while (type is not null && type.Name.StartsWith('<'))
        {
            type = type.DeclaringType;
        }

        var owner = type is null ? "" : WithoutSubmission((type.FullName ?? type.Name).Replace('+', '.'));
        owner = Arity().Replace(owner, "");
        return (owner, name) switch
        {
            ("", _) => name,
            (_, ".ctor") => $"new {owner}",
            (_, ".cctor") => $"static {owner}",
            _ => $"{owner}.{name}",
        };
    }

    /// <summary>A framework method as its caller wrote it: what is public of <c>InternalReadAllTextAsync</c>, <c>GetStringAsyncCore</c> or <c>get_Length</c>, whose caller was inlined into the guest.</summary>
    internal static string AsCalled(MethodBase method)
    {
        var readable = Readable(method);
        var dot = readable.LastIndexOf('.');
        if (dot < 0)
        {
            return readable;
        }

        var (owner, name) = (readable[..(dot + 1)], readable[(dot + 1)..]);
        var type = method.DeclaringType;
        while (type is not null && type.Name.StartsWith('<'))
        {
            type = type.DeclaringType;
        }

        return owner + (Stripped(name).FirstOrDefault(shorter => type?.GetMember(shorter).Length > 0) ?? name);
    }

    /// <summary>A type's name without the class the compiler puts around a submission.</summary>
    internal static string WithoutSubmission(string name) => Submission().Replace(name, "");

    // <Outer>b__0_1: a lambda in Outer. <Outer>g__Inner|0_1: a local function. <Outer>d__3: a state machine. <Initialize>: the top level.
    private static string Own(string name)
    {
        if (!name.StartsWith('<'))
        {
            return name;
        }

        var close = Close(name);
        if (close < 0)
        {
            return name;
        }

        var inner = name[1..close];
        var rest = name[(close + 1)..];
        var outer = inner is "Initialize" or "" ? TopLevel : Own(inner);
        return rest switch
        {
            ['b', ..] => $"lambda in {outer}",
            ['g', '_', '_', .. var local] when local.IndexOf('|') is > 0 and var end => outer == TopLevel ? local[..end] : $"{outer}.{local[..end]}",
            _ => outer,
        };
    }

    private static IEnumerable<string> Stripped(string name)
    {
        if (name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal))
        {
            yield return name[4..];
        }

        if (name.StartsWith("Internal", StringComparison.Ordinal))
        {
            yield return name["Internal".Length..];
        }

        foreach (var ending in (string[])["Core", "Internal"])
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                yield return name[..^ending.Length];
            }
        }
    }

    private static int Close(string name)
    {
        var depth = 0;
        for (var index = 0; index < name.Length; index++)
        {
            depth += name[index] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0)
            {
                return index;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"^Submission#\d+\.?")]
    private static partial Regex Submission();

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
