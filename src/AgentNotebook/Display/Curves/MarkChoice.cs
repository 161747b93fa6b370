using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>Chooses which marks are drawn where there are more than can be told apart: those set by hand before those that come by themselves.</summary>
internal static class MarkChoice
{
    /// <summary>More marks than this are not drawn as long as some of them came by themselves.</summary>
    private const int Most = 40;

    /// <summary>What goes first comes last.</summary>
    private static readonly MemoryMarkKind[] _order =
        [MemoryMarkKind.Named, MemoryMarkKind.Device, MemoryMarkKind.Lease, MemoryMarkKind.Attempt, MemoryMarkKind.Cell, MemoryMarkKind.State];

    /// <summary>The marks to draw, in order of time: kinds as a whole, as many as there is room for, and those set by hand in any case.</summary>
    public static IReadOnlyList<MemoryMark> Of(IReadOnlyList<MemoryMark> marks)
    {
        if (marks.Count <= Most)
        {
            return marks;
        }

        var (kinds, count) = (0, marks.Count(mark => mark.Kind == MemoryMarkKind.Named));
        while (++kinds < _order.Length && (count += marks.Count(mark => mark.Kind == _order[kinds])) <= Most)
        {
        }

        return [.. marks.Where(mark => Array.IndexOf(_order, mark.Kind) < kinds)];
    }
}
