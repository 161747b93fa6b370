namespace AgentNotebook.Models;

/// <summary>One line of a <see cref="CodeDiff"/>.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Text">Its text, without a line end.</param>
/// <param name="Before">Its line in the earlier code, counted from 1; <see langword="null"/> when it was added.</param>
/// <param name="After">Its line in the later code, counted from 1; <see langword="null"/> when it was removed.</param>
public sealed record DiffLine(DiffLineKind Kind, string Text, int? Before, int? After);
