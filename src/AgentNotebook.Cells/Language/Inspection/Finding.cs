using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Language.Inspection;

/// <summary>What an inspection is about.</summary>
/// <param name="Symbols">The symbols, the best first; not empty.</param>
/// <param name="ActiveIndex">Which parameter the caret is at, counted from 0; -1 when it is in no call.</param>
/// <param name="ActiveName">The parameter's name when the argument gives it.</param>
internal sealed record Finding(IReadOnlyList<ISymbol> Symbols, int ActiveIndex, string? ActiveName)
{
    /// <summary>The parameter of a symbol that the caret is at.</summary>
    public IParameterSymbol? Active(ISymbol symbol)
    {
        if (ActiveIndex < 0 || symbol is not IMethodSymbol { Parameters: { IsEmpty: false } parameters })
        {
            return null;
        }

        return ActiveName is not null ? parameters.FirstOrDefault(parameter => parameter.Name == ActiveName)
            : ActiveIndex < parameters.Length ? parameters[ActiveIndex]
            : parameters[^1].IsParams ? parameters[^1]
            : null;
    }
}
