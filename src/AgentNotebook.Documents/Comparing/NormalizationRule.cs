using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Comparing;

/// <summary>A kind of text that may be another each time, and is compared as if it were the same.</summary>
/// <param name="Name">What reports, metadata and the command line call it.</param>
/// <param name="Description">What it overlooks, in a sentence.</param>
/// <param name="Scope">Where it holds when nobody says anything.</param>
public sealed record NormalizationRule(string Name, string Description, RuleScope Scope)
{
    /// <summary>How long a match of a rule may take, so that a pattern from a notebook cannot stop a verification.</summary>
    public static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(2);

    /// <summary>What it overlooks in every text; <see langword="null"/> for nothing.</summary>
    internal Regex? Everywhere { get; init; }

    /// <summary>What it overlooks where it is marked or asked for; <see langword="null"/> for nothing.</summary>
    internal Regex? Marked { get; init; }

    /// <summary>Whether an element that carries the mark itself is not looked into.</summary>
    internal bool HidesElement { get; init; }

    /// <summary>Whether an output of which all is marked so may be there or not.</summary>
    internal bool AllowsAbsence { get; init; }

    /// <summary>What stands for what was overlooked.</summary>
    internal string Replacement { get; init; } = $"⟨{Name}⟩";
}
