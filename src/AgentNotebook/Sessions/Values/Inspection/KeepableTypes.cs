using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentNotebook.Sessions.Values.Fingerprints.Plans;
using AgentNotebook.Sessions.Values.Json;

namespace AgentNotebook.Sessions.Values.Inspection;

/// <summary>
/// Finds the types that can be written and would come back as something else: with a field that nobody writes, or a member that nobody
/// can set. What such a value holds would be lost without a word.
/// </summary>
internal static class KeepableTypes
{
    // Types of cells are thrown away with their assembly, so nothing here may hold on to one.
    private static readonly ConditionalWeakTable<Type, StrongBox<Unkeepable?>> Known = [];

    private static readonly HashSet<Type> UpsideDown = [typeof(Stack), typeof(Stack<>), typeof(ConcurrentStack<>), typeof(ImmutableStack<>)];

    /// <summary>What is wrong with a type, its path relative to the value; null when nothing is.</summary>
    /// <exception cref="NotSupportedException">The type has no JSON form.</exception>
    public static Unkeepable? Problem(Type type) =>
        Known.GetValue(type, static type => new StrongBox<Unkeepable?>(Look(type, ValueJson.Options.GetTypeInfo(type)))).Value;

    private static Unkeepable? Look(Type type, JsonTypeInfo info) => info.Kind switch
    {
        JsonTypeInfoKind.Object => Unset(info) ?? Unseen(type, info),
        JsonTypeInfoKind.Enumerable when UpsideDown.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type) =>
            new Unkeepable("", "is a stack, which is written from its top and would come back upside down."),
        JsonTypeInfoKind.Enumerable when type.GetInterfaces().Any(shown => shown.IsGenericType && shown.GetGenericTypeDefinition() == typeof(IGrouping<,>)) =>
            new Unkeepable(".Key", "is what the items of a group have in common, and only the items are written. Make a dictionary or a list of pairs of the groups."),
        JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => Added(type),
        _ => null,
    };

    private static Unkeepable? Unset(JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
        {
            if (property.Get is null || property.Set is not null || property.AssociatedParameter is not null || property.IsExtensionData
                || BackingField.Of(property.AttributeProvider) is null || info.CreateObject is not null && CanBeFilled(property.PropertyType) || IsPair(info.Type))
                continue;
            return new Unkeepable($".{Name(property)}", "can be read and not set: it would come back as what the constructor makes it. Give it a setter or a constructor's parameter of its name.");
        }

        return null;
    }

    private static Unkeepable? Unseen(Type type, JsonTypeInfo info)
    {
        if (info.Properties.Any(property => property.IsExtensionData) || type.IsDefined(typeof(CompilerGeneratedAttribute)))
            return null;
        var seen = info.Properties.Where(property => property.Get is not null).Select(property => BackingField.Of(property.AttributeProvider)).ToHashSet();
        return Fields(type, null).FirstOrDefault(field => !seen.Contains(field)) is { } field
            ? new Unkeepable($".{Plain(field)}", "is a field that is not written: what it holds would be lost. Make it public, or a property that can be set.")
            : null;
    }

    // A collection is written as its items, and what a class derived from one adds is left out.
    private static Unkeepable? Added(Type type)
    {
        var collection = type;
        while (collection is not null && !IsOfTheFramework(collection))
            collection = collection.BaseType;
        return collection is not null && collection != typeof(object) && Fields(type, collection).FirstOrDefault() is { } field
            ? new Unkeepable($".{Plain(field)}", "is a member of a collection, of which only the items are written: what it holds would be lost. Keep the two side by side in a class.")
            : null;
    }

    /// <summary>The fields of an object, down to a base class, that are not said to be left out.</summary>
    private static IEnumerable<FieldInfo> Fields(Type type, Type? down)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var owner = type; owner is not null && owner != down && owner != typeof(object) && owner != typeof(ValueType); owner = owner.BaseType)
        {
            var left = owner.GetProperties(Own).Where(property => property.IsDefined(typeof(JsonIgnoreAttribute))).Select(property => BackingField.Of(property) ?? Automatic(property)).ToHashSet();
            // Who listens to an event is no part of what an object holds.
            var events = owner.GetEvents(Own).Select(declared => declared.Name).ToHashSet();
            foreach (var field in owner.GetFields(Own))
            {
                if (!field.IsDefined(typeof(JsonIgnoreAttribute)) && !field.IsDefined(typeof(NonSerializedAttribute)) && !left.Contains(field) && !events.Contains(field.Name))
                    yield return field;
            }
        }
    }

    private static bool CanBeFilled(Type type) =>
        !type.IsValueType && !type.IsArray && type != typeof(string) && ValueJson.Options.GetTypeInfo(type) is var info && info.Kind switch
        {
            JsonTypeInfoKind.Object => info.CreateObject is not null,
            JsonTypeInfoKind.Dictionary => true,
            JsonTypeInfoKind.Enumerable => typeof(IList).IsAssignableFrom(type) || type.GetInterfaces().Append(type).Any(shown => shown.IsGenericType && shown.GetGenericTypeDefinition() == typeof(ICollection<>)),
            _ => false,
        };

    private static FieldInfo? Automatic(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance);

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static bool IsOfTheFramework(Type type) => type.Assembly.GetName().Name?.StartsWith("System.", StringComparison.Ordinal) == true;

    private static string Name(JsonPropertyInfo property) => (property.AttributeProvider as MemberInfo)?.Name ?? property.Name;

    // `<Name>k__BackingField`, and `<name>P` of a captured parameter.
    private static string Plain(FieldInfo field) => field.Name.StartsWith('<') && field.Name.IndexOf('>') is var end and > 1 ? field.Name[1..end] : field.Name;
}
