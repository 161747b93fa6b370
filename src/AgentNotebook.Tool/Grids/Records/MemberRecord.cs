using System.Text.Json.Serialization;

namespace AgentNotebook.Tool.Grids.Records;

/// <summary>How often a member was started on a cluster and how each start ended: written by the member's own process.</summary>
/// <param name="GridSha256">The checksum of its grid file.</param>
/// <param name="Count">How many starts there were.</param>
/// <param name="Starts">The starts, the latest last; of very many the first and the latest.</param>
internal sealed record MemberRecord(string GridSha256, int Count, IReadOnlyList<MemberStart> Starts)
{
    /// <summary>The latest start.</summary>
    [JsonIgnore]
    public MemberStart Last => Starts[^1];

    /// <summary>The record with one start more.</summary>
    public MemberRecord Begin(MemberStart start) =>
        this with { Count = Count + 1, Starts = Starts.Count < GridLimits.KeptStarts ? [.. Starts, start] : [Starts[0], .. Starts.Skip(2), start] };

    /// <summary>The record with the latest start ended.</summary>
    public MemberRecord End(DateTimeOffset ended, int code) => this with { Starts = [.. Starts.SkipLast(1), Last with { Ended = ended, Code = code }] };
}
