namespace AgentNotebook.Gpu.Planning.Trees;

/// <summary>Names in the order of the numbers in them: <c>layers.2</c> before <c>layers.10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        while (a.Length > 0 && b.Length > 0)
        {
            var (left, right) = (Digits(a), Digits(b));
            int order;
            if (left > 0 && right > 0)
            {
                var first = a[..left].TrimStart('0');
                var second = b[..right].TrimStart('0');
                order = first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
                order = order != 0 ? order : left.CompareTo(right);
                a = a[left..];
                b = b[right..];
            }
            else
            {
                order = a[0].CompareTo(b[0]);
                a = a[1..];
                b = b[1..];
            }

            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }
}
