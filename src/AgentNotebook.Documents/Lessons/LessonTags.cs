namespace AgentNotebook.Documents.Lessons;

/// <summary>The tags by which a teacher says what students get of a cell.</summary>
public static class LessonTags
{
    /// <summary>The cell is a solution: students get a stub in its place.</summary>
    public const string Solution = "solution";

    /// <summary>What a cell is tagged whose solution was taken out.</summary>
    public const string Exercise = "exercise";

    /// <summary>The cell is in the key alone: students get nothing in its place.</summary>
    public const string KeyOnly = "key-only";

    /// <summary>The cell's outputs stay, so that students see what is to come out.</summary>
    public const string KeepOutput = "keep-output";
}
