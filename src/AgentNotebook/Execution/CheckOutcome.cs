namespace AgentNotebook.Execution;

/// <summary>What one check said about a result.</summary>
/// <param name="Expression">The check as the user wrote it.</param>
/// <param name="Passed">Whether it held.</param>
/// <param name="Error">Why it could not be evaluated; <see langword="null"/> when it could.</param>
/// <param name="Values">For a comparison that did not hold: its operands and their values.</param>
public sealed record CheckOutcome(string Expression, bool Passed, string? Error, IReadOnlyList<CheckValue> Values);
