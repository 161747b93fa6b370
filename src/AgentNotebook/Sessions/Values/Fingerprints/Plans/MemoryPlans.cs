using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentNotebook.Sessions.Values.Inspection;
using AgentNotebook.Sessions.Values.Json;

namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>
/// Decides how a type is walked, from what the serializer itself says of it. Whatever could show the serializer something that lies
/// in no field that is walked has no plan: converters of its own, computed properties, callbacks.
/// </summary>
internal static class MemoryPlans
{
    // Types of cells are thrown away with their assembly, so nothing here may hold on to one.
    private static readonly ConditionalWeakTable<Type, MemoryPlan> Known = [];

    public static MemoryPlan Of(Type type) => Known.GetValue(type, static type =>
        (MemoryPlan)typeof(MemoryPlan<>).MakeGenericType(type).GetProperty(nameof(MemoryPlan<>.Instance))!.GetValue(null)!);

    /// <summary>Walks a value as the type that it is.</summary>
    public static void ForRuntime(object? value, MemoryWalk walk)
    {
        if (value is null)
            walk.Meet(null);
        else
            Of(value.GetType()).WalkObject(value, walk);
    }

    /// <summary>Makes the plan of a type. Never throws and asks for no other type's plan, so that types may hold themselves.</summary>
    public static MemoryPlan Make(Type type)
    {
        if (type == typeof(object))
            return new RuntimePlan();
        if (type.IsPointer || type.IsByRef || type.IsByRefLike || type.ContainsGenericParameters)
            return New(typeof(NoPlan<>), type);
        try
        {
            return Seen(type, ValueJson.Options.GetTypeInfo(type)) ?? New(typeof(NoPlan<>), type);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return New(typeof(NoPlan<>), type);
        }
    }

    private static MemoryPlan? Seen(Type type, JsonTypeInfo info)
    {
        if (info.Converter.GetType().Assembly != typeof(JsonSerializer).Assembly)
            return null;
        if (info.PolymorphismOptions is { } named)
            return type.IsValueType ? null : Choice(type, [.. named.DerivedTypes.Select(derived => derived.DerivedType).Where(derived => derived != type)]);
        if (type == typeof(string))
            return new TextPlan();
        if (type == typeof(DateTimeOffset))
            return new OffsetTimePlan();
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return New(typeof(NullablePlan<>), inner);
        if (PlainTypes.IsPlain(type))
            return New(typeof(NumberPlan<>), type);
        if (type.IsSZArray)
            return New(typeof(ArrayPlan<>), type.GetElementType()!);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Members(type, info),
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary when type.IsGenericType => Collection(type, type.GetGenericTypeDefinition(), type.GetGenericArguments()),
            _ => null,
        };
    }

    private static MemoryPlan? Collection(Type type, Type definition, Type[] items)
    {
        if (definition == typeof(List<>))
            return New(typeof(ListPlan<>), items);
        if (definition == typeof(HashSet<>))
            return New(typeof(SetPlan<>), items);
        if (definition == typeof(Dictionary<,>))
            return New(typeof(DictionaryPlan<,>), items);
        if (!type.IsInterface || definition.Namespace != typeof(IList<>).Namespace)
            return null;
        Type[] shown = items.Length == 2
            ? [typeof(Dictionary<,>).MakeGenericType(items)]
            : [items[0].MakeArrayType(), typeof(List<>).MakeGenericType(items), typeof(HashSet<>).MakeGenericType(items)];
        return Choice(type, shown);
    }

    private static MemoryPlan Choice(Type type, Type[] types) => (MemoryPlan)Activator.CreateInstance(typeof(ChoicePlan<>).MakeGenericType(type), [types])!;

    private static MemoryPlan? Members(Type type, JsonTypeInfo info)
    {
        if (type.IsInterface || type.IsAbstract || info.OnSerializing is not null || info.OnSerialized is not null || KeepableTypes.Problem(type) is not null)
            return null;
        var fields = new List<FieldInfo>();
        foreach (var property in info.Properties)
        {
            if (property.Get is null)
                continue;
            if (property.CustomConverter is not null || property.IsExtensionData || BackingField.Of(property.AttributeProvider) is not { } field)
                return null;
            fields.Add(field);
        }

        return (MemoryPlan)Activator.CreateInstance(typeof(ObjectPlan<>).MakeGenericType(type), [fields])!;
    }

    private static MemoryPlan New(Type plan, params Type[] types) => (MemoryPlan)Activator.CreateInstance(plan.MakeGenericType(types))!;
}
