using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>The machine, and the disk that was written to.</summary>
internal sealed record SessionsMachine : Machine
{
    /// <summary>The disk's file system, such as <c>ext4</c>; in memory (<c>tmpfs</c>) a flush costs nothing and its figures say nothing.</summary>
    public required string FileSystem { get; init; }

    public override IEnumerable<string> ToLines() => [.. base.ToLines(), $"Files on {FileSystem}"];
}
