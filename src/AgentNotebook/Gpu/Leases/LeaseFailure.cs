namespace AgentNotebook.Gpu.Leases;

/// <summary>A part of a lease's end that did not work. The parts after it were done all the same.</summary>
/// <param name="Step">Which step.</param>
/// <param name="What">The object, allocator or lease it was about.</param>
/// <param name="Message">What went wrong.</param>
public sealed record LeaseFailure(LeaseStep Step, string What, string Message);
