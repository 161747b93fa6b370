using System.Security.Cryptography;
using System.Text;

namespace AgentNotebook.Tool.Grids.Records;

/// <summary>Describes a grid to those that run its members, on whatever machine: a file beside the results, with its own checksum.</summary>
/// <param name="Version">The version of this format.</param>
/// <param name="Notebook">The notebook's full path where members run.</param>
/// <param name="SourceSha256">The hash of what the notebook runs.</param>
/// <param name="Folder">Full path of the folder of the results where members run.</param>
/// <param name="Session">The notebook's own session; a member's has its name added.</param>
/// <param name="Store">The store of all sessions; <see langword="null"/> when each member has a file of its own in <c>sessions</c>.</param>
/// <param name="Options">Options that all members are run with.</param>
/// <param name="Members">All members, those that need not run included.</param>
/// <param name="Sha256">The checksum of all that is above.</param>
internal sealed record GridFile(
    int Version,
    string Notebook,
    string SourceSha256,
    string Folder,
    string Session,
    string? Store,
    IReadOnlyList<string> Options,
    IReadOnlyList<GridFileMember> Members,
    string Sha256)
{
    /// <summary>The version that is written.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The file's name.</summary>
    public const string FileName = "grid.json";

    /// <summary>The same with its checksum.</summary>
    public GridFile Sealed() => this with { Sha256 = Checksum() };

    /// <summary>Reads a grid file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="expected">The checksum of the grid that was submitted; <see langword="null"/> when any will do that is its own.</param>
    /// <exception cref="ClusterException">There is none, it is none, or it was changed.</exception>
    public static GridFile Read(string file, string? expected)
    {
        var grid = RecordFile.Read<GridFile>(file, GridLimits.GridFileBytes) ?? throw new ClusterException($"{file}: there is no such grid file. 'agentnb run NOTEBOOK --grid … --on slurm' writes one into its output folder.");
        if (grid.Version != CurrentVersion)
        {
            throw new ClusterException($"{file}: has version {grid.Version} of the format, and this agentnb reads version {CurrentVersion}. Use the agentnb that wrote it.");
        }

        if (grid.Sha256 != grid.Checksum())
        {
            throw new ClusterException($"{file}: was edited since it was written: its checksum does not fit what it says. Its results cannot be told from those of another grid. Submit the grid anew with 'agentnb run'.");
        }

        return expected is null || grid.Sha256 == expected
            ? grid
            : throw new ClusterException($"{file}: is not the grid that was submitted (checksum {Short(grid.Sha256)}, submitted {Short(expected)}). Its results cannot be told from those of another grid. Put the submitted file back, or submit the grid anew with 'agentnb run'.");
    }

    /// <summary>The members.</summary>
    /// <exception cref="ClusterException">One is none.</exception>
    public IReadOnlyList<GridMember> ReadMembers() => [.. Members.Select(member => member.ToMember())];

    /// <summary>The command line of a member.</summary>
    public IEnumerable<string> Arguments(GridMember member) =>
        new GridCommandLine(Notebook, new Running.NotebookPlace(Path.GetDirectoryName(Notebook)!, Session, Store ?? Path.Combine(Folder, "sessions", member.Name + ".db")), Folder, Options).Of(member);

    private string Checksum() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecordFile.Text(this with { Sha256 = "" }))));

    private static string Short(string sha256) => Display.RunCard.Untrusted.Line(sha256, 12);
}
