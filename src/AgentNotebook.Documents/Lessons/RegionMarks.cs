using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Lessons;

/// <summary>The lines that mark parts of a cell, as nbgrader's do: <c>// BEGIN SOLUTION</c>, <c>// END SOLUTION</c>, and the same of <c>HIDDEN TESTS</c>.</summary>
/// <remarks>Convention: https://nbgrader.readthedocs.io/en/stable/user_guide/creating_and_grading_assignments.html. Any signs may stand before the words, so that each language's comments do.</remarks>
internal static partial class RegionMarks
{
    /// <summary>What a line marks: the beginning or the end of a part, and of which kind; <see langword="null"/> when it marks nothing.</summary>
    public static (bool Begins, bool IsSolution)? Read(string line) =>
        Mark().Match(line) is { Success: true } mark ? (mark.Groups[1].Value == "BEGIN", mark.Groups[2].Value == "SOLUTION") : null;

    /// <summary>What a line says of the exercise, where it is a line such as <c>// exercise: Sum the numbers.</c>; <see langword="null"/> where it is none.</summary>
    public static string? Exercise(string line) => ExerciseLine().Match(line) is { Success: true } said ? said.Groups[1].Value : null;

    [GeneratedRegex(@"^[^\w\n]*(BEGIN|END) (SOLUTION|HIDDEN TESTS)\b[^\w\n]*$")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*(?://+|<!--)\s*exercise:\s*(.*?)\s*(?:-->)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex ExerciseLine();
}
