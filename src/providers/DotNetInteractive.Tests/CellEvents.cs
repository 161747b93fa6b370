using Microsoft.DotNet.Interactive.Events;

namespace DotNetInteractive.Tests;

/// <summary>What the engine said of a cell.</summary>
/// <param name="All">Its events.</param>
public sealed record CellEvents(IReadOnlyList<KernelEvent> All)
{
    /// <summary>What the cell failed with; <see langword="null"/> when it did not.</summary>
    public string? Failure => All.OfType<CommandFailed>().LastOrDefault()?.Message;

    /// <summary>What it printed.</summary>
    public string Printed => string.Concat(All.OfType<StandardOutputValueProduced>().SelectMany(produced => produced.FormattedValues).Select(value => value.Value));

    /// <summary>What it showed or gave, in plain text.</summary>
    public string Text => Of("text/plain");

    /// <summary>What it showed or gave, in a representation.</summary>
    public string Of(string mimeType) => string.Join('\n', All.OfType<DisplayEvent>().SelectMany(shown => shown.FormattedValues).Where(value => value.MimeType == mimeType).Select(value => value.Value));
}
