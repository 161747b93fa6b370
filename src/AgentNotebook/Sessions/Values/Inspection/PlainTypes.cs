using System.Text.Json;

namespace AgentNotebook.Sessions.Values.Inspection;

/// <summary>Types that hold no others and whose text follows from their bits.</summary>
internal static class PlainTypes
{
    private static readonly HashSet<Type> Others =
    [
        typeof(decimal), typeof(Half), typeof(Int128), typeof(UInt128), typeof(DateTime), typeof(TimeSpan), typeof(Guid), typeof(DateOnly), typeof(TimeOnly),
    ];

    public static bool IsPlain(Type type) => type.IsEnum || type.IsPrimitive && type != typeof(nint) && type != typeof(nuint) || Others.Contains(type);

    /// <summary>Whether a plain type holds fractions, of which not every one has one name.</summary>
    public static bool IsFraction(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(Half) || type == typeof(decimal);

    /// <summary>Types that hold others, and never change.</summary>
    public static bool IsFixed(Type type) => type == typeof(JsonElement) || type == typeof(Uri) || type == typeof(Version);
}
