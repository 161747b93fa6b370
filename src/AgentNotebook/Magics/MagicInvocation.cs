namespace AgentNotebook.Magics;

/// <summary>A magic as it was typed, checked against its declaration.</summary>
/// <param name="Magic">Its declaration.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Body">The lines after it; empty for a magic without a body.</param>
/// <param name="BodyLine">Line of the cell on which the body begins, counted from 1.</param>
/// <param name="Cell">Names the cell within its notebook, so that a cell that is run again after a crash finds its own work.</param>
/// <param name="Notebook">The notebook it was typed in.</param>
public sealed record MagicInvocation(
    MagicDeclaration Magic,
    MagicArguments Arguments,
    string Body,
    int BodyLine,
    string Cell,
    INotebook Notebook);
