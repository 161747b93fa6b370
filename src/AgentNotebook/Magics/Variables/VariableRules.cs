using System.Text.Json;
using System.Text.Json.Serialization;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Magics.Variables;

/// <summary>What a host asks of a variable that a magic declares. Name, type and value come from a magic and so from a guest: they are checked before they are code.</summary>
internal static class VariableRules
{
    /// <summary>How its value is read.</summary>
    internal static readonly JsonSerializerOptions Values = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Holds a name and a type to what C# takes.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="type">Its type, as C# source.</param>
    /// <param name="maxNesting">How deep the type's brackets may stand in one another.</param>
    /// <exception cref="MagicException">The name is no identifier, or the type is none.</exception>
    internal static void Demand(string name, string type, int maxNesting)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
        {
            throw new MagicException($"'{name}' is no C# identifier: a variable's name begins with a letter or '_', goes on with letters, digits or '_', and is no keyword.");
        }

        if (Nesting.TooDeepAt(type, maxNesting) >= 0 || SyntaxFactory.ParseTypeName(type, consumeFullText: true).ContainsDiagnostics)
        {
            throw new MagicException($"'{type}' is no C# type, so '{name}' cannot be declared.");
        }
    }

    /// <summary>A value that does not fit its type.</summary>
    internal static MagicException Unfitting(string name, string type, Exception cause) =>
        new($"The value does not fit '{name}', which has the type {type}: {cause.Message}", inner: cause);

    /// <summary>A variable that is not there, with the nearest that is.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="names">Those that there are.</param>
    internal static MagicException Unknown(string name, IReadOnlyCollection<string> names)
    {
        const int MostNamed = 20;
        var nearest = Text.NearestName.Of(name, names);
        return new MagicException($"There is no variable '{name}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}{(names.Count == 0 ? "The notebook has none yet: run the cell that declares it first." : $"Variables: {string.Join(", ", names.Take(MostNamed))}.")}");
    }

    /// <summary>A variable whose type no guest knows.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="type">Its type, for people.</param>
    internal static MagicException Foreign(string name, string type) => new(
        $"'{name}' has the type {type}, which a guest does not know: only types of the framework can be handed over. Put what is needed into an array, a list, a dictionary or a tuple, or hand over System.Text.Json.JsonSerializer.SerializeToElement({name}).");
}
