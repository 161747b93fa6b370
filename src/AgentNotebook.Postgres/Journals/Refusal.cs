namespace AgentNotebook.Postgres.Journals;

/// <summary>Why a writer's place is not to be had.</summary>
/// <param name="Why">Who has it, and what to do: the end of a sentence.</param>
/// <param name="MayPass">Whether waiting may help.</param>
internal sealed record Refusal(string Why, bool MayPass);
