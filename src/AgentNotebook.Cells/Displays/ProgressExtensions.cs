namespace AgentNotebook.Cells.Displays;

/// <summary>Shows how far a loop is.</summary>
public static class ProgressExtensions
{
    /// <summary>The same items, with a bar below the cell that moves as they are taken.</summary>
    /// <param name="items">The items; when their number is not known without taking them, they are only counted.</param>
    /// <param name="title">What goes on; may be empty.</param>
    /// <param name="total">How many there are, for a sequence that does not know.</param>
    public static IEnumerable<T> WithProgress<T>(this IEnumerable<T> items, string title = "", long? total = null)
    {
        using var progress = new Progress(title, total ?? (items.TryGetNonEnumeratedCount(out var count) ? count : null));
        var done = 0L;
        foreach (var item in items)
        {
            yield return item;
            progress.Report(++done);
        }
    }
}
