namespace AgentNotebook.Cells.Language.Documentation;

/// <summary>What is written about a symbol, as plain text.</summary>
/// <param name="Summary">What it is.</param>
/// <param name="Parameters">Its parameters and type parameters.</param>
/// <param name="Returns">What it returns; empty when nothing is said.</param>
/// <param name="Exceptions">What it throws, and when.</param>
/// <param name="Remarks">What else there is to know.</param>
internal sealed record SymbolDocumentation(
    string Summary, IReadOnlyList<(string Name, string Text)> Parameters, string Returns, IReadOnlyList<(string Type, string Text)> Exceptions, string Remarks)
{
    /// <summary>Nothing is written.</summary>
    public static SymbolDocumentation None { get; } = new("", [], "", [], "");
}
