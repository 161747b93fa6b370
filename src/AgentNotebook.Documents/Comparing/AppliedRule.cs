namespace AgentNotebook.Documents.Comparing;

/// <summary>A rule that made two texts equal which were not: nothing is overlooked without one of these.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Description">What the rule overlooks, in a sentence.</param>
/// <param name="Output">The output's number in its cell, counted from 1; 0 for the cell itself.</param>
/// <param name="Part">Which part of it, as in <see cref="OutputDifference.Part"/>.</param>
/// <param name="Place">Where in the part; empty for all of it.</param>
/// <param name="Count">How many pieces differed there.</param>
/// <param name="Stored">The first of them as it is stored.</param>
/// <param name="Executed">The first of them as the execution gave it.</param>
public sealed record AppliedRule(string Rule, string Description, int Output, string Part, string Place, int Count, string Stored, string Executed)
{
    /// <summary>Output, part and place in one line.</summary>
    public string Where => string.Join(", ", new[] { Output == 0 ? "" : $"output {Output}", Part, Place }.Where(text => text.Length > 0));
}
