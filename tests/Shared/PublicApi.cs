using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace AgentNotebook.Tests.Shared;

/// <summary>What an assembly shows to the world, as text: one line a type, below it one line a member, in an order that does not change.</summary>
internal static class PublicApi
{
    private static readonly NullabilityInfoContext _nullability = new();

    /// <summary>The text.</summary>
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => $"{type.Namespace}.{Name(type)}", StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.Namespace).Append('.').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal).Distinct())
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Approves an assembly as it is, when the environment asks for it.</summary>
    public static void ApproveWhenAsked(Assembly assembly, string approved)
    {
        if (Environment.GetEnvironmentVariable("AGENTNOTEBOOK_APPROVE") == "1")
        {
            File.WriteAllText(approved, Of(assembly));
        }
    }

    /// <summary>Compares an assembly with the text that was approved for it.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="approved">The file with the approved text.</param>
    /// <returns>What differs and how to approve it; <see langword="null"/> when nothing does.</returns>
    public static string? Difference(Assembly assembly, string approved)
    {
        var now = Of(assembly);
        var before = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (before == now)
        {
            return null;
        }

        var (old, current) = (before.Split('\n'), now.Split('\n'));
        var changes = Placed(old).Except(Placed(current)).Select(line => "- " + line).Concat(Placed(current).Except(Placed(old)).Select(line => "+ " + line));
        return $"""
            The public API of {assembly.GetName().Name} is not the one that was approved in {Path.GetFileName(approved)}:
            {string.Join('\n', changes.Take(60))}
            If that is meant, approve it: AGENTNOTEBOOK_APPROVE=1 dotnet test --filter PublicApi, and commit the file.
            """;
    }

    // A member's line with the type it belongs to: the same line may stand below many types.
    private static IEnumerable<string> Placed(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            type = line[0] == ' ' ? type : line;
            yield return line[0] == ' ' ? $"{type.Split(' ').First(word => word.Contains('.', StringComparison.Ordinal))}: {line.Trim()}" : line;
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}");
        }

        return type.GetConstructors(Own).Where(IsVisible).Select(constructor => $"{Modifiers(constructor)}{type.Name.Split('`')[0]}({Parameters(constructor)})")
            .Concat(type.GetMethods(Own).Where(method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsGenerated(method))
                .Select(method => $"{Modifiers(method)}{Name(method.ReturnType)}{Mark(_nullability.Create(method.ReturnParameter))} {method.Name}{Generic(method)}({Parameters(method)})"))
            .Concat(type.GetProperties(Own).Where(property => property.GetAccessors(true).Any(IsVisible) && property.Name != "EqualityContract").Select(Property))
            .Concat(type.GetFields(Own).Where(field => field.IsPublic || field.IsFamily).Select(field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}"))
            .Concat(type.GetEvents(Own).Where(declared => IsVisible(declared.AddMethod!)).Select(declared => $"event {Name(declared.EventHandlerType!)} {declared.Name}"));
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsVisible).ToList();
        var set = property.SetMethod is { } setter && IsVisible(setter) ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;" : "";
        var index = property.GetIndexParameters() is { Length: > 0 } ? $"[{string.Join(", ", property.GetIndexParameters().Select(parameter => Name(parameter.ParameterType)))}]" : "";
        var required = property.GetCustomAttribute<RequiredMemberAttribute>() is null ? "" : "required ";
        return $"{Modifiers(accessors[0])}{required}{Name(property.PropertyType)}{Mark(_nullability.Create(property))} {property.Name}{index} {{{(property.GetMethod is { } getter && IsVisible(getter) ? " get;" : "")}{set} }}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // What the compiler writes for records and says nothing about the type.
    private static bool IsGenerated(MethodInfo method) => method.GetCustomAttribute<CompilerGeneratedAttribute>() is not null || method.Name is "<Clone>$" or "PrintMembers";

    private static string Modifiers(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "") + (method.IsStatic ? "static " : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract " : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)}{Mark(_nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {(parameter is { RawDefaultValue: null, ParameterType.IsValueType: true } ? "default" : Value(parameter.RawDefaultValue))}" : "")}"));

    private static string Mark(NullabilityInfo info) => info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "";

    private static string Value(object? value) => value switch { null => "null", string text => $"\"{text}\"", _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)! };

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : type.IsValueType ? "struct"
        : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private static string Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var bases = new[] { type.BaseType }.Where(parent => parent is not null && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) && parent != typeof(MulticastDelegate))
            .Concat(type.IsEnum ? [] : type.GetInterfaces().Except(inherited).OrderBy(one => Name(one), StringComparer.Ordinal)).Select(one => Name(one!)).ToList();
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray || type.IsPointer)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? $"[{new string(',', type.GetArrayRank() - 1)}]" : type.IsPointer ? "*" : "&");
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var outer = type.DeclaringType is { } declaring ? Name(declaring).Split('<')[0] + "." : "";
        var own = outer + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{own}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : own;
    }
}
