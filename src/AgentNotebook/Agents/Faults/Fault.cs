namespace AgentNotebook.Agents.Faults;

/// <summary>Something that went wrong, classified.</summary>
/// <param name="Kind">What it calls for.</param>
/// <param name="Rule">The rule that classified it, such as <c>model-rate-limited</c>.</param>
/// <param name="Reason">One sentence for a person.</param>
/// <param name="Fingerprint">Equal for faults that are the same again; free of lines, times and ids.</param>
/// <param name="RetryAfter">How long the other side asked to wait; <see langword="null"/> when it did not say.</param>
public sealed record Fault(FaultKind Kind, string Rule, string Reason, string Fingerprint, TimeSpan? RetryAfter = null);
