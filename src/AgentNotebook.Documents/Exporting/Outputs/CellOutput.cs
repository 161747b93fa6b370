namespace AgentNotebook.Documents.Exporting.Outputs;

/// <summary>An output of a cell as the notebook stores it.</summary>
internal abstract record CellOutput;
