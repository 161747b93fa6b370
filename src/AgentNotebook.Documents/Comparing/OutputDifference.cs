namespace AgentNotebook.Documents.Comparing;

/// <summary>One place at which an output is not the stored one.</summary>
/// <param name="Output">The output's number in its cell, counted from 1, prints that follow each other counted as one; 0 for the cell itself.</param>
/// <param name="Part">Which part of it: a mime type, <c>stdout</c>, <c>stderr</c>, <c>error</c>; empty for the output itself.</param>
/// <param name="Place">Where in the part, such as <c>line 3, column 7</c> or <c>div &gt; table &gt; td[2]</c>; empty for all of it.</param>
/// <param name="What">What differs, in a sentence.</param>
/// <param name="Stored">What is stored there; of much, the part around the difference.</param>
/// <param name="Executed">What the execution gave there.</param>
public sealed record OutputDifference(int Output, string Part, string Place, string What, string Stored, string Executed)
{
    /// <summary>Output, part and place in one line.</summary>
    public string Where => string.Join(", ", new[] { Output == 0 ? "" : $"output {Output}", Part, Place }.Where(text => text.Length > 0));
}
