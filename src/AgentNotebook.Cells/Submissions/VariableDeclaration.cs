using System.Text.Json;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Variables;

namespace AgentNotebook.Cells.Submissions;

/// <summary>Declares a variable whose value comes as JSON. Name, type and value come from a magic and so from a guest: they are checked before they are code.</summary>
internal static class VariableDeclaration
{
    /// <exception cref="MagicException">The name is no identifier, the type is none, or the value does not fit it.</exception>
    public static void Add(SubmissionChain chain, string name, string type, string json, int maxNesting, CancellationToken cancellationToken)
    {
        VariableRules.Demand(name, type, maxNesting);
        var tree = SubmissionChain.Parse($"{type} {name};", "declaration.csx", cancellationToken);
        SubmissionCompilation compilation;
        try
        {
            compilation = chain.Add(tree, SetValue, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw VariableRules.Unfitting(name, type, e);
        }

        if (compilation.Errors.Count > 0)
        {
            throw new MagicException($"'{name}' cannot be declared with the type {type}: {compilation.Errors[0].GetMessage()}");
        }

        void SetValue(object instance)
        {
            var field = instance.GetType().GetField(name)!;
            field.SetValue(instance, JsonSerializer.Deserialize(json, field.FieldType, VariableRules.Values));
        }
    }
}
