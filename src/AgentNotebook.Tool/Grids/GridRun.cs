using AgentNotebook.Documents.Manifest;

namespace AgentNotebook.Tool.Grids;

/// <summary>The members of a grid that are to run, and where what they make is; where they run is an engine's business.</summary>
internal sealed record GridRun
{
    /// <summary>The members to run.</summary>
    public required IReadOnlyList<GridMember> Members { get; init; }

    /// <summary>The folder of the executed notebooks.</summary>
    public required string Folder { get; init; }

    /// <summary>The hash of what the notebook runs.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>The tool's arguments that run a member.</summary>
    public required Func<GridMember, IEnumerable<string>> Arguments { get; init; }

    /// <summary>Where a member's executed notebook is.</summary>
    public string FileOf(GridMember member) => Path.Combine(Folder, member.FileName);

    /// <summary>What an earlier execution of the same grid has done already; <see langword="null"/> for a member that has to run.</summary>
    public MemberResult? Earlier(GridMember member) =>
        MemberNotebook.Read(FileOf(member), member, SourceSha256) is { Manifest.Outcome: ManifestOutcome.Succeeded } done
            ? new MemberResult(member, MemberStatus.Succeeded, TimeSpan.FromSeconds(done.Manifest.Seconds)) { Scraps = done.Scraps, HasNotebook = true, IsEarlier = true }
            : null;

    /// <summary>What a member whose process has ended came to.</summary>
    /// <param name="member">The member.</param>
    /// <param name="ended">How its process ended.</param>
    public MemberResult Judge(GridMember member, MemberEnding ended) => ended.Judge(member, MemberNotebook.Read(FileOf(member), member, SourceSha256));
}
