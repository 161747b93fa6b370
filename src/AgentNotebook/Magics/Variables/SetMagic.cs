using System.Text.Json;

namespace AgentNotebook.Magics.Variables;

/// <summary><c>#!set</c>: declares a variable, from a value on the line or from another variable.</summary>
internal static class SetMagic
{
    private const string Name = "--name";
    private const string Value = "--value";
    private const string MimeType = "--mime-type";
    private const string Json = "application/json";
    private const string Plain = "text/plain";

    public static MagicDeclaration Declaration { get; } = new(
        "#!set",
        "Declares a C# variable.",
        [
            new(Name, ParameterKind.Text, "The variable.") { ValueName = "NAME", IsRequired = true },
            new(Value, ParameterKind.Text, "JSON such as 3, true, \"text\" or [1, 2], other text, or @csharp:VARIABLE for a copy of a variable.") { ValueName = "VALUE", IsRequired = true },
            new(MimeType, ParameterKind.Text, "How the value is read: as JSON, or as it stands.") { ValueName = "TYPE", Choices = [Json, Plain], Default = $"{Json} where the value is JSON, else {Plain}" },
        ],
        SetAsync);

    private static Task SetAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var (notebook, name, value) = (invocation.Notebook, invocation.Arguments.Get(Name, ""), invocation.Arguments.Get(Value, ""));
        var mimeType = invocation.Arguments.Get<string?>(MimeType, null);
        if (mimeType is null && value.StartsWith('@'))
        {
            var (source, variable) = value.IndexOf(':') is > 0 and var colon ? (value[1..colon], value[(colon + 1)..]) : ("csharp", value[1..]);
            return CopyAsync(invocation, source, variable, name, cancellationToken);
        }

        if (mimeType == Plain || Parse(value) is not { } json)
        {
            return mimeType == Json
                ? throw new MagicException($"'{value}' is no JSON. Text stands in quotes of its own: {Value} \"\\\"text\\\"\".", invocation.BodyLine - 1)
                : notebook.DeclareVariableAsync(name, "string", JsonSerializer.Serialize(value), cancellationToken);
        }

        return notebook.DeclareVariableAsync(name, TypeOf(json), value, cancellationToken);
    }

    /// <summary>Copies a variable under a name.</summary>
    internal static async Task CopyAsync(MagicInvocation invocation, string source, string variable, string name, CancellationToken cancellationToken)
    {
        if (!source.Equals("csharp", StringComparison.OrdinalIgnoreCase))
        {
            throw new MagicException(
                source is "input" or "password"
                    ? $"{invocation.Magic.Name} cannot ask. In C#: var {name} = {source}(\"…\");"
                    : $"There is no '{variable}' from '{source}' here: only C# runs in this notebook, and has variables. Declare '{name}' in C#.",
                invocation.BodyLine - 1);
        }

        const long MostBytes = 64L << 20;
        var found = await invocation.Notebook.GetVariableAsync(variable, MostBytes, cancellationToken);
        await invocation.Notebook.DeclareVariableAsync(name, found.Type, found.Json, cancellationToken);
    }

    private static JsonElement? Parse(string value)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TypeOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.String => "string",
        JsonValueKind.Number => json.TryGetInt32(out _) ? "int" : json.TryGetInt64(out _) ? "long" : "double",
        _ => "System.Text.Json.JsonElement",
    };
}
