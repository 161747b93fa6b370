namespace AgentNotebook.Documents.Lessons;

/// <summary>A notebook as students get it.</summary>
/// <param name="Document">The notebook, without its solutions.</param>
/// <param name="Solutions">How many cells have a stub in the place of a solution or of a part of it.</param>
/// <param name="LeftOut">How many cells are not in it at all.</param>
public sealed record ExerciseNotebook(NotebookDocument Document, int Solutions, int LeftOut);
