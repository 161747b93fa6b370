using System.Globalization;

namespace AgentNotebook.Models.Memory;

/// <summary>What a run knows, as text for a model, within a budget.</summary>
/// <remarks>
/// The newest attempt is kept whole as long as it can be, then the ones before it; older ones shrink to a line, and the oldest are left out
/// and counted. Goal, plan, assumptions, facts and hints share at most half of the budget when attempts need the rest. The same memory and
/// budget give the same text.
/// </remarks>
public static class RunMemoryText
{
    /// <summary>Characters that are reckoned as one token: an estimate for English and code, because each model counts in its own way.</summary>
    /// <value>4.</value>
    public const int CharactersPerToken = 4;

    // Below this a heading with a few words of its own says less than it takes.
    private const int SmallestSection = 40;

    /// <summary>The memory in sections with headings; a section without content is not there.</summary>
    /// <param name="memory">What the run knows.</param>
    /// <param name="tokenBudget">The most it may take, in tokens of <see cref="CharactersPerToken"/> characters; 0 or more.</param>
    /// <returns>At most <paramref name="tokenBudget"/> × <see cref="CharactersPerToken"/> characters, with <c>\n</c> as line end.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tokenBudget"/> is negative.</exception>
    public static string Render(RunMemory memory, int tokenBudget)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentOutOfRangeException.ThrowIfNegative(tokenBudget);
        var room = (int)Math.Min((long)tokenBudget * CharactersPerToken, int.MaxValue);
        var sections = Sections(memory);
        var attempts = new MemoryAttempts(memory.Attempts);
        var share = Math.Max(room / 2, room - (int)Math.Min(attempts.FullLength, room));
        var frame = string.Concat(sections.Zip(Rooms(sections, share), (section, own) => own < SmallestSection && own < section.FullLength ? "" : section.Fit(own)));
        return (frame + attempts.Fit(room - frame.Length)).TrimEnd('\n');
    }

    private static List<MemorySection> Sections(RunMemory memory) =>
    [
        .. new MemorySection[]
        {
            new("Goal", [memory.Goal], IsList: false),
            new("Hints of a person", memory.Hints, IsList: true),
            new("Assumptions", [.. memory.Assumptions.Select(Assumed)], IsList: true),
            new("Plan", [memory.Plan], IsList: false),
            new("Facts learnt", memory.Facts, IsList: true),
        }.Where(section => !section.IsEmpty),
    ];

    private static string Assumed(Assumption assumption) => string.Create(
        CultureInfo.InvariantCulture,
        $"{assumption.Name}: {assumption.Value}{(assumption.Question.Length > 0 ? $" (open: {assumption.Question})" : "")}{(assumption.IsDecided ? " — decided by a person" : "")}");

    // What a short section leaves of its share goes to the longer ones.
    private static int[] Rooms(List<MemorySection> sections, int room)
    {
        var rooms = new int[sections.Count];
        var waiting = sections.Count;
        foreach (var index in Enumerable.Range(0, sections.Count).OrderBy(index => sections[index].FullLength))
        {
            rooms[index] = (int)Math.Min(sections[index].FullLength, room / waiting--);
            room -= rooms[index];
        }

        return rooms;
    }
}
