using System.Text.Json.Nodes;

namespace AgentNotebook.Tool.Grids;

/// <summary>What a member of a grid came to.</summary>
/// <param name="Member">The member.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Elapsed">How long it took; zero when it did not run.</param>
/// <param name="Error">Why it did not succeed, in one line; empty when it did.</param>
internal sealed record MemberResult(GridMember Member, MemberStatus Status, TimeSpan Elapsed, string Error = "")
{
    /// <summary>Its named results, those of a member that failed included.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Scraps { get; init; } = [];

    /// <summary>Whether its executed notebook is there.</summary>
    public bool HasNotebook { get; init; }

    /// <summary>Whether it had succeeded before, so that it was not run again.</summary>
    public bool IsEarlier { get; init; }

    /// <summary>Its status in a word, for people and for the table.</summary>
    public string Word => Status == MemberStatus.NotRun ? "not run" : Status.ToString().ToLowerInvariant();
}
