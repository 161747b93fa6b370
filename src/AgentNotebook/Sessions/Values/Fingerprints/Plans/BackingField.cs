using System.Reflection;
using System.Reflection.Emit;

namespace AgentNotebook.Sessions.Values.Fingerprints.Plans;

/// <summary>The field that a member shows as it is.</summary>
internal static class BackingField
{
    /// <summary>A field itself, or the field that a property gives and nothing else; null for a property that computes.</summary>
    /// <param name="member">What the serializer says it reads.</param>
    /// <remarks>
    /// Read from the getter's instructions (ECMA-335, III), because no attribute and no name tells a property that gives its field from
    /// one that does something on the way: load this, load the field, return, with what a build without optimization puts between.
    /// </remarks>
    public static FieldInfo? Of(ICustomAttributeProvider? member) => member switch
    {
        FieldInfo field => field,
        PropertyInfo { GetMethod: { IsStatic: false } getter } => Shown(getter),
        _ => null,
    };

    private static FieldInfo? Shown(MethodInfo getter)
    {
        if (getter.IsAbstract || getter.GetMethodBody()?.GetILAsByteArray() is not { } code)
            return null;
        var start = code is [0x00, ..] ? 1 : 0;
        if (code.Length < start + 7 || code[start] != (byte)OpCodes.Ldarg_0.Value || code[start + 1] != (byte)OpCodes.Ldfld.Value)
            return null;
        byte[] rest = code[(start + 6)..];
        // return; or: store, branch to the next instruction, load, return.
        if (rest is not [0x2A] and not [0x0A, 0x2B, 0x00, 0x06, 0x2A])
            return null;
        var owner = getter.DeclaringType!;
        var field = getter.Module.ResolveField(BitConverter.ToInt32(code, start + 2), owner.IsGenericType ? owner.GetGenericArguments() : null, null);
        return field is { IsStatic: false } && field.DeclaringType!.IsAssignableFrom(owner) ? field : null;
    }
}
