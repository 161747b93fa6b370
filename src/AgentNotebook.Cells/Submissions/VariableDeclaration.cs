using System.Text.Json;
using System.Text.Json.Serialization;
using AgentNotebook.Cells.Splitting;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Magics;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Cells.Submissions;

/// <summary>Declares a variable whose value comes as JSON. Name, type and value come from a magic and so from a guest: they are checked before they are code.</summary>
internal static class VariableDeclaration
{
    private static readonly JsonSerializerOptions _values = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <exception cref="MagicException">The name is no identifier, the type is none, or the value does not fit it.</exception>
    public static void Add(SubmissionChain chain, string name, string type, string json, int maxNesting, CancellationToken cancellationToken)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
        {
            throw new MagicException($"'{name}' is no C# identifier: a variable's name begins with a letter or '_', goes on with letters, digits or '_', and is no keyword.");
        }

        if (Nesting.TooDeepAt(type, maxNesting) >= 0 || SyntaxFactory.ParseTypeName(type, consumeFullText: true).ContainsDiagnostics)
        {
            throw new MagicException($"'{type}' is no C# type, so '{name}' cannot be declared.");
        }

        var tree = SubmissionChain.Parse($"{type} {name};", "declaration.csx", cancellationToken);
        SubmissionCompilation compilation;
        try
        {
            compilation = chain.Add(tree, SetValue, cancellationToken);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new MagicException($"The value does not fit '{name}', which has the type {type}: {e.Message}", inner: e);
        }

        if (compilation.Errors.Count > 0)
        {
            throw new MagicException($"'{name}' cannot be declared with the type {type}: {compilation.Errors[0].GetMessage()}");
        }

        void SetValue(object instance)
        {
            var field = instance.GetType().GetField(name)!;
            field.SetValue(instance, JsonSerializer.Deserialize(json, field.FieldType, _values));
        }
    }
}
