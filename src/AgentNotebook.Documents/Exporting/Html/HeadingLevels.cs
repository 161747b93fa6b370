namespace AgentNotebook.Documents.Exporting.Html;

/// <summary>Gives headings levels that leave none out, below the one heading of the page, whatever levels the notebook gave them.</summary>
internal sealed class HeadingLevels
{
    private const int Deepest = 6;

    private readonly Stack<int> _open = new([0]);

    /// <summary>The level of the next heading of the text.</summary>
    /// <param name="level">The level the notebook gave it.</param>
    public int Next(int level) => Next(_open, level);

    /// <summary>Levels for the headings of an output, which stand below the last heading of the text.</summary>
    public Func<int, int> BelowLast()
    {
        var open = new Stack<int>(_open.Reverse().Select(_ => 0));
        return level => Next(open, level);
    }

    private static int Next(Stack<int> open, int level)
    {
        while (open.Peek() >= level)
        {
            open.Pop();
        }

        open.Push(level);
        return Math.Min(open.Count, Deepest);
    }
}
