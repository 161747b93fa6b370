namespace AgentNotebook.Execution;

/// <summary>One stack frame in guest code.</summary>
/// <param name="Method">The method as a reader knows it, without the compiler's own names.</param>
/// <param name="Line">Line in the guest's source, counted from 1; <see langword="null"/> when the symbols do not tell.</param>
public sealed record GuestFrame(string Method, int? Line);
