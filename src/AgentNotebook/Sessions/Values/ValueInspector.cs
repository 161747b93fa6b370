using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentNotebook.Sessions.Values;

/// <summary>
/// Finds the part of a value that stands for something of this process and not for data. The serializer alone is no judge: it
/// writes a stream or a task as an object of its properties, and such a value would come back as something else.
/// </summary>
internal static class ValueInspector
{
    /// <summary>Parts looked at before the search is given up; it only serves to name the place in a value that was refused already.</summary>
    private const int PartsSearched = 1_000_000;

    public static Unkeepable? FindUnkeepable(object? value)
    {
        try
        {
            var budget = PartsSearched;
            return Find(value, "value", [], ref budget);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A property that throws; the serializer has said so, with its name.
            return null;
        }
    }

    private static Unkeepable? Find(object? value, string path, List<object> above, ref int budget)
    {
        if (value is null || --budget < 0)
            return null;
        if (WhyNot(value) is { } why)
            return new Unkeepable(path, why);
        if (value.GetType().IsValueType ? IsPlain(value.GetType()) : value is string)
            return null;
        if (!value.GetType().IsValueType && above.Any(parent => ReferenceEquals(parent, value)))
            return new Unkeepable(path, "leads back to an object that contains it, so it has no end.");
        if (above.Count > ValueJson.MaxDepth)
            return new Unkeepable(path, $"is nested more than {ValueJson.MaxDepth} deep.");
        above.Add(value);
        try
        {
            var type = ValueJson.Options.GetTypeInfo(value.GetType());
            return type.Kind switch
            {
                JsonTypeInfoKind.Object => FindInMembers(value, type, path, above, ref budget),
                JsonTypeInfoKind.Dictionary => FindInEntries((IEnumerable)value, path, above, ref budget),
                JsonTypeInfoKind.Enumerable when !IsPlain(type.ElementType) => FindInItems((IEnumerable)value, path, above, ref budget),
                _ => null,
            };
        }
        catch (NotSupportedException e)
        {
            return new Unkeepable(path, $"is of a type that has no JSON form ({e.Message})");
        }
        finally
        {
            above.RemoveAt(above.Count - 1);
        }
    }

    private static Unkeepable? FindInMembers(object value, JsonTypeInfo type, string path, List<object> above, ref int budget)
    {
        foreach (var property in type.Properties)
        {
            if (property.Get is null || IsPlain(property.PropertyType))
                continue;
            var member = (property.AttributeProvider as MemberInfo)?.Name ?? property.Name;
            if (Find(property.Get(value), $"{path}.{member}", above, ref budget) is { } found)
                return found;
        }

        return null;
    }

    private static Unkeepable? FindInEntries(IEnumerable value, string path, List<object> above, ref int budget)
    {
        foreach (var entry in value)
        {
            // IDictionary gives DictionaryEntry, IDictionary<,> and IReadOnlyDictionary<,> give KeyValuePair<,>.
            var (key, item) = entry is DictionaryEntry old
                ? (old.Key, old.Value)
                : (entry.GetType().GetProperty("Key")?.GetValue(entry), entry.GetType().GetProperty("Value")?.GetValue(entry));
            var name = key is string text ? JsonSerializer.Serialize(text, ValueJson.Options) : Convert.ToString(key, CultureInfo.InvariantCulture);
            if (Find(item, $"{path}[{name}]", above, ref budget) is { } found)
                return found;
        }

        return null;
    }

    private static Unkeepable? FindInItems(IEnumerable value, string path, List<object> above, ref int budget)
    {
        var index = 0;
        foreach (var item in value)
        {
            if (Find(item, $"{path}[{index++}]", above, ref budget) is { } found)
                return found;
        }

        return null;
    }

    private static string? WhyNot(object value) => value switch
    {
        Delegate => "is a delegate: code cannot be kept.",
        Stream or TextReader or TextWriter => "is a stream: it is a place in a file or a connection, not data.",
        IntPtr or UIntPtr or Pointer or SafeHandle => "is a pointer or a handle: it means nothing in another process.",
        MemberInfo or Assembly or Module => "is a part of a program: code cannot be kept.",
        Task or Thread or CancellationToken or CancellationTokenSource or WaitHandle => "is running work: it ends with this process.",
        _ when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>) => "is running work: it ends with this process.",
        _ => null,
    };

    // Types that hold no others. Looking into each number of an array of millions would take longer than writing it.
    private static bool IsPlain(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return type is not null && (type.IsPrimitive && type != typeof(nint) && type != typeof(nuint)
            || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(DateTimeOffset)
            || type == typeof(TimeSpan) || type == typeof(Guid) || type == typeof(DateOnly) || type == typeof(TimeOnly));
    }
}
