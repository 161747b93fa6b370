using System.Reflection;

namespace AgentNotebook.Gpu.Leases;

/// <summary>Finds which objects an exception keeps alive by its fields: its data, what it wraps, and whatever its type holds on to.</summary>
internal static class ExceptionReach
{
    /// <summary>An exception can hang on the whole program; beyond this many objects the search stops and names nothing more.</summary>
    private const int MostObjects = 10_000;

    /// <summary>The longest array that is looked into.</summary>
    private const int LongestArray = 10_000;

    /// <summary>Those of some objects that can be reached from an exception.</summary>
    /// <param name="exception">Where to begin.</param>
    /// <param name="wanted">What to look for.</param>
    public static IReadOnlySet<object> From(Exception exception, IReadOnlyCollection<object> wanted)
    {
        var targets = new HashSet<object>(wanted, ReferenceEqualityComparer.Instance);
        var found = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { exception };
        var open = new Queue<object>([exception]);
        while (open.TryDequeue(out var at) && found.Count < targets.Count && seen.Count < MostObjects)
        {
            foreach (var next in References(at))
            {
                if (seen.Add(next))
                {
                    if (targets.Contains(next))
                    {
                        found.Add(next);
                    }

                    open.Enqueue(next);
                }
            }
        }

        return found;
    }

    private static IEnumerable<object> References(object at)
    {
        if (at is Array array)
        {
            return array.Rank == 1 && array.Length <= LongestArray && !array.GetType().GetElementType()!.IsValueType ? array.Cast<object?>().OfType<object>() : [];
        }

        return Fields(at.GetType()).Select(field => field.GetValue(at)).OfType<object>().Where(IsWorthALook);
    }

    // Types, members and assemblies lead into the runtime and never to an object of the user's.
    private static bool IsWorthALook(object value) => value is not (string or MemberInfo or Assembly or Module or Pointer) && !value.GetType().IsPrimitive;

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsFunctionPointer && !field.FieldType.IsPrimitive && !field.FieldType.IsByRefLike)
                {
                    yield return field;
                }
            }
        }
    }
}
