namespace AgentNotebook.Magics.Lessons;

/// <summary>What a <c>#!check</c> cell found when it last ran.</summary>
/// <param name="Name">The check's name.</param>
/// <param name="Passed">Whether all of it held.</param>
/// <param name="Points">What it is worth; 0 when the teacher gave no number.</param>
public sealed record LessonCheck(string Name, bool Passed, int Points);
