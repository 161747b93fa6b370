namespace AgentNotebook.Models;

/// <summary>The difference of two pieces of code, line by line, by their longest common subsequence.</summary>
public static class CodeDiff
{
    /// <summary>Largest table of line pairs that is compared; beyond it the differing middle shows as removed and added whole.</summary>
    public const int MaximumCells = 4_000_000;

    /// <summary>The lines of both, in order, removed before added.</summary>
    /// <param name="before">The earlier code.</param>
    /// <param name="after">The later code.</param>
    /// <param name="context">How many unchanged lines to keep around each change; 0 keeps the changes alone, a number as large as the code keeps everything. Default: 3.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is negative.</exception>
    public static IReadOnlyList<DiffLine> Lines(string before, string after, int context = 3)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentOutOfRangeException.ThrowIfNegative(context);
        var a = Split(before);
        var b = Split(after);
        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        var lines = new List<DiffLine>();
        for (var i = 0; i < head; i++)
        {
            lines.Add(new DiffLine(DiffLineKind.Same, a[i], i + 1, i + 1));
        }

        Middle(lines, a, b, head, a.Length - tail, b.Length - tail);
        for (var i = tail; i > 0; i--)
        {
            lines.Add(new DiffLine(DiffLineKind.Same, a[^i], a.Length - i + 1, b.Length - i + 1));
        }

        return Around(lines, context);
    }

    private static string[] Split(string code) => code.Length == 0 ? [] : code.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static void Middle(List<DiffLine> lines, string[] a, string[] b, int start, int endA, int endB)
    {
        var (n, m) = (endA - start, endB - start);
        var common = (long)n * m <= MaximumCells ? new int[n + 1, m + 1] : null;
        for (var i = n - 1; common is not null && i >= 0; i--)
        {
            for (var j = m - 1; j >= 0; j--)
            {
                common[i, j] = a[start + i] == b[start + j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var (x, y) = (0, 0);
        while (x < n || y < m)
        {
            if (common is not null && x < n && y < m && a[start + x] == b[start + y])
            {
                lines.Add(new DiffLine(DiffLineKind.Same, a[start + x], start + ++x, start + ++y));
            }
            else if (x < n && (common is null || y >= m || common[x + 1, y] >= common[x, y + 1]))
            {
                lines.Add(new DiffLine(DiffLineKind.Removed, a[start + x], start + ++x, null));
            }
            else
            {
                lines.Add(new DiffLine(DiffLineKind.Added, b[start + y], null, start + ++y));
            }
        }
    }

    private static List<DiffLine> Around(List<DiffLine> lines, int context)
    {
        if (context >= lines.Count)
        {
            return lines;
        }

        var keep = new bool[lines.Count];
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Kind == DiffLineKind.Same)
            {
                continue;
            }

            var until = (int)Math.Min(lines.Count - 1, (long)i + context);
            for (var k = Math.Max(last + 1, i - context); k <= until; k++)
            {
                keep[k] = true;
                last = k;
            }
        }

        return [.. lines.Where((_, i) => keep[i])];
    }
}
