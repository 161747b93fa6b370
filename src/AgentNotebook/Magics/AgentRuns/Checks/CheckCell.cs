namespace AgentNotebook.Magics.AgentRuns.Checks;

/// <summary>The checks of one cell.</summary>
/// <param name="Name">What runs call them by.</param>
/// <param name="Expressions">Its conditions, as they were written.</param>
/// <param name="Tests">Its test methods: how each is called, by its name, in the order in which they stand.</param>
/// <param name="Helpers">Its other declarations.</param>
/// <param name="Code">Its declarations, on the lines on which they stand in the cell.</param>
internal sealed record CheckCell(
    string Name,
    IReadOnlyList<string> Expressions,
    IReadOnlyList<(string Name, string Call)> Tests,
    IReadOnlyList<string> Helpers,
    string Code);
