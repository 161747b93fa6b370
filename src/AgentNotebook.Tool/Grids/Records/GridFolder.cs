using System.Globalization;
using System.Text;

namespace AgentNotebook.Tool.Grids.Records;

/// <summary>The folder of a grid's results, with what a grid on a cluster leaves there.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record GridFolder(string Path)
{
    /// <summary>Logs and records of members.</summary>
    public const string Members = "members";

    public string GridFile => System.IO.Path.Combine(Path, Records.GridFile.FileName);

    public string SubmissionFile => System.IO.Path.Combine(Path, GridSubmission.FileName);

    /// <summary>Finds the folder that a person names: by its path, by that of its grid file, or by the notebook's name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static GridFolder Find(string name)
    {
        string[] places = [name, name + ".grid", System.IO.Path.GetFileName(name) == Records.GridFile.FileName ? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(name))! : ""];
        return places.Where(place => place.Length > 0).FirstOrDefault(place => File.Exists(System.IO.Path.Combine(place, Records.GridFile.FileName))) is { } found
            ? new GridFolder(System.IO.Path.GetFullPath(found))
            : throw new UsageException($"There is no grid '{name}': neither {System.IO.Path.Combine(name, Records.GridFile.FileName)} nor {System.IO.Path.Combine(name + ".grid", Records.GridFile.FileName)} is there. Name the folder of its results; 'agentnb run NOTEBOOK --grid … --on slurm' or '--on kubernetes' makes one.");
    }

    /// <summary>What was submitted; <see langword="null"/> when nothing was.</summary>
    /// <exception cref="ClusterException">The record cannot be read.</exception>
    public GridSubmission? ReadSubmission() => RecordFile.Read<GridSubmission>(SubmissionFile, GridLimits.RecordBytes) switch
    {
        { Version: not GridSubmission.CurrentVersion } other => throw new ClusterException($"{SubmissionFile}: has version {other.Version} of the format, and this agentnb reads version {GridSubmission.CurrentVersion}. Use the agentnb that wrote it."),
        var submission => submission,
    };

    /// <summary>The record of a member's starts.</summary>
    public string RecordOf(int index) => System.IO.Path.Combine(Path, Members, Number(index) + ".json");

    /// <summary>What a member writes to its standard output and error.</summary>
    public string LogOf(int index) => System.IO.Path.Combine(Path, Members, Number(index) + ".log");

    /// <summary>What a member has recorded; <see langword="null"/> when it has not begun, or not in this grid.</summary>
    public MemberRecord? ReadRecord(int index, string gridSha256)
    {
        try
        {
            return RecordFile.Read<MemberRecord>(RecordOf(index), GridLimits.RecordBytes) is { Starts.Count: > 0 } record && record.GridSha256 == gridSha256 ? record : null;
        }
        catch (ClusterException)
        {
            // Not of ours, or damaged: then nothing is known of it.
            return null;
        }
    }

    /// <summary>The end of what a member wrote.</summary>
    public string LogTail(int index)
    {
        try
        {
            using var stream = new FileStream(LogOf(index), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(stream.Length, GridLimits.MessageLength), SeekOrigin.End);
            var bytes = new byte[GridLimits.MessageLength];
            return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Takes away what an earlier submission left of a member, so that it is not taken for what the next one does.</summary>
    /// <exception cref="ClusterException">A file cannot be taken away.</exception>
    public void Clear(int index, GridMember member)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(Path, Members));
            foreach (var file in (string[])[RecordOf(index), LogOf(index), System.IO.Path.Combine(Path, member.FileName)])
            {
                File.Delete(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"{Path}: what an earlier run of {member.Name} left cannot be replaced: {exception.Message}", exception);
        }
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
