using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentNotebook.Sessions.Values.Collections;
using AgentNotebook.Sessions.Values.Json;

namespace AgentNotebook.Sessions.Values.Inspection;

/// <summary>
/// Finds the part of a value that stands for something of this process and not for data, or that would come back as something else.
/// The serializer alone is no judge: it writes a stream or a task as an object of its properties.
/// </summary>
internal sealed class ValueInspector
{
    /// <summary>Parts looked at to name the place in a value that was refused already, which may have no end.</summary>
    private const int PartsSearched = 1_000_000;

    private readonly List<object> _above = [];
    private readonly bool _isRefused;
    private long _budget;

    private ValueInspector(bool isRefused) => (_isRefused, _budget) = (isRefused, isRefused ? PartsSearched : long.MaxValue);

    /// <summary>Finds the first part of a value that cannot be kept; null when all can.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isRefused">Whether it was refused already, and only the place is to be named.</param>
    public static Unkeepable? Find(object? value, bool isRefused = false) => Find(value, value?.GetType() ?? typeof(object), "value", isRefused);

    /// <inheritdoc cref="Find(object?, bool)"/>
    /// <param name="value">The value.</param>
    /// <param name="declared">The type of the place it stands in.</param>
    /// <param name="path">How it is named.</param>
    /// <param name="isRefused">Whether it was refused already, and only the place is to be named.</param>
    public static Unkeepable? Find(object? value, Type declared, string path, bool isRefused = false)
    {
        try
        {
            return new ValueInspector(isRefused).Part(value, declared, path);
        }
        catch (Exception e) when (isRefused && e is not OutOfMemoryException)
        {
            // A property that throws; the serializer has said so, with its name.
            return null;
        }
    }

    /// <summary>An index or a key as it stands between brackets.</summary>
    public static string KeyText(object? key) => key is string text ? JsonSerializer.Serialize(text, ValueJson.Options) : Convert.ToString(key, CultureInfo.InvariantCulture) ?? "";

    private Unkeepable? Part(object? value, Type declared, string path)
    {
        if (value is null || --_budget < 0)
            return null;
        if (value is string text)
            return Text(text, path);
        var type = value.GetType();
        if (WhyNot(value, type) is { } why)
            return new Unkeepable(path, why);
        if (IsPlain(type))
            return null;
        if (!type.IsValueType && _above.Any(parent => ReferenceEquals(parent, value)))
            return new Unkeepable(path, "leads back to an object that contains it, so it has no end.");
        if (_above.Count > ValueJson.MaxDepth)
            return new Unkeepable(path, $"is nested more than {ValueJson.MaxDepth} deep.");
        _above.Add(value);
        try
        {
            return Place(declared, type, path) ?? Content(value, type, path);
        }
        catch (NotSupportedException e)
        {
            return new Unkeepable(path, $"is of a type that has no JSON form ({e.Message})");
        }
        finally
        {
            _above.RemoveAt(_above.Count - 1);
        }
    }

    private Unkeepable? Content(object value, Type type, string path)
    {
        if (KeepableTypes.Problem(type) is { } problem)
            return problem with { Path = path + problem.Path };
        var info = ValueJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Members(value, info, path),
            JsonTypeInfoKind.Dictionary => Entries((IEnumerable)value, info.ElementType ?? typeof(object), path),
            JsonTypeInfoKind.Enumerable when !IsPlain(info.ElementType) => Items((IEnumerable)value, info.ElementType ?? typeof(object), path),
            JsonTypeInfoKind.None when _isRefused => Unsupported(value, type),
            _ => null,
        };
    }

    // The serializer takes such a type's part in a value for supported until it has to write one; it throws what names no member.
    private static Unkeepable? Unsupported(object value, Type type)
    {
        JsonSerializer.Serialize(Stream.Null, value, type, ValueJson.Options);
        return null;
    }

    // The serializer writes a member as the type it is declared as, and leaves out what a class derived from that adds.
    private static Unkeepable? Place(Type declared, Type type, string path)
    {
        declared = Nullable.GetUnderlyingType(declared) ?? declared;
        if (declared == typeof(object) || declared == type)
            return null;
        var info = ValueJson.Options.GetTypeInfo(declared);
        return info.Kind != JsonTypeInfoKind.Object || info.PolymorphismOptions is not null
            ? null
            : new Unkeepable(path, $"is a {type.Name} in a place that is declared as {declared.Name}: only what {declared.Name} has would be written, and no {type.Name} would come back. Declare the place as {type.Name}, or give {declared.Name} a [JsonDerivedType].");
    }

    private Unkeepable? Members(object value, JsonTypeInfo type, string path)
    {
        foreach (var property in type.Properties)
        {
            if (property.Get is null || property.CustomConverter is not null || IsPlain(property.PropertyType))
                continue;
            var member = (property.AttributeProvider as MemberInfo)?.Name ?? property.Name;
            if (Part(property.Get(value), property.PropertyType, $"{path}.{member}") is { } found)
                return found;
        }

        return null;
    }

    private Unkeepable? Entries(IEnumerable value, Type element, string path)
    {
        foreach (var entry in value)
        {
            // IDictionary gives DictionaryEntry, IDictionary<,> and IReadOnlyDictionary<,> give KeyValuePair<,>.
            var (key, item) = entry is DictionaryEntry old
                ? (old.Key, old.Value)
                : (entry.GetType().GetProperty("Key")?.GetValue(entry), entry.GetType().GetProperty("Value")?.GetValue(entry));
            if ((key is string text ? Text(text, $"the key {KeyText(text)} of {path}") : null) is { } bad)
                return bad;
            if (Part(item, element, $"{path}[{KeyText(key)}]") is { } found)
                return found;
        }

        return null;
    }

    private Unkeepable? Items(IEnumerable value, Type element, string path)
    {
        var index = 0;
        foreach (var item in value)
        {
            if (Part(item, element, $"{path}[{index++}]") is { } found)
                return found;
        }

        return null;
    }

    private static Unkeepable? Text(string text, string path)
    {
        for (var index = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); index >= 0 && index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (!char.IsSurrogatePair(text, index))
                return new Unkeepable(path, $"holds half of a surrogate pair at character {index}, which would come back as another character.");
            index++;
        }

        return null;
    }

    private static string? WhyNot(object value, Type type) => value switch
    {
        Delegate => "is a delegate: code cannot be kept.",
        Stream or TextReader or TextWriter => "is a stream: it is a place in a file or a connection, not data.",
        IntPtr or UIntPtr or Pointer or SafeHandle => "is a pointer or a handle: it means nothing in another process.",
        MemberInfo or Assembly or Module => "is a part of a program: code cannot be kept.",
        Task or Thread or CancellationToken or CancellationTokenSource or WaitHandle => "is running work: it ends with this process.",
        IPersistentCollection => "is a persistent collection inside another value, where a flush could not write only what changed. Assign it to the session under a name of its own.",
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>) => "is running work: it ends with this process.",
        _ => null,
    };

    // Looking into each number of an array of millions would take longer than writing it.
    private static bool IsPlain(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return type is not null && (PlainTypes.IsPlain(type) || type == typeof(DateTimeOffset));
    }
}
