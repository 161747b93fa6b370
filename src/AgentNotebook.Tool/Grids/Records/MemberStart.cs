namespace AgentNotebook.Tool.Grids.Records;

/// <summary>One start of a member on a cluster.</summary>
/// <param name="Host">The machine.</param>
/// <param name="Job">What the cluster calls the task.</param>
/// <param name="Started">When its process began.</param>
/// <param name="Ended">When it ended; <see langword="null"/> while it runs, and for ever when it was killed.</param>
/// <param name="Code">Its exit code.</param>
internal sealed record MemberStart(string Host, string Job, DateTimeOffset Started, DateTimeOffset? Ended, int? Code);
