namespace AgentNotebook.Execution;

/// <summary>An exception thrown by guest code, as the worker reported it.</summary>
/// <param name="Type">Full type name.</param>
/// <param name="Message">Its message, cut at 4,096 characters.</param>
/// <param name="Frames">The frames in guest code, innermost first, at most 64.</param>
/// <param name="Inner">The inner exception, to a depth of 8.</param>
public sealed record GuestException(string Type, string Message, IReadOnlyList<GuestFrame> Frames, GuestException? Inner = null)
{
    /// <summary>The guest's own line at which it was thrown, counted from 1; <see langword="null"/> when no frame has one.</summary>
    public int? Line => Frames.FirstOrDefault(frame => frame.Line is not null)?.Line;
}
