using AgentNotebook.Display.RunCard;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Manifest;
using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines.Clusters;

/// <summary>One member of a grid, run where a cluster starts it: records that it begins and how it ends.</summary>
/// <param name="folder">The folder of the results, as this machine sees it.</param>
/// <param name="grid">The grid, as it was submitted.</param>
/// <param name="index">The member's place in it.</param>
/// <param name="time">The clock.</param>
internal sealed class MemberRun(GridFolder folder, GridFile grid, int index, TimeProvider time)
{
    /// <summary>Runs it.</summary>
    /// <param name="job">What the cluster calls this task.</param>
    /// <param name="run">Runs the tool with arguments, and gives its exit code.</param>
    /// <param name="say">Takes lines for the member's log.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ClusterException">The notebook is not the one that was submitted, or a record cannot be written.</exception>
    public async Task<int> RunAsync(string job, Func<IEnumerable<string>, Task<int>> run, Action<string> say)
    {
        var member = grid.Members[index].ToMember();
        if (NotebookSource.HashOf(NotebookDocument.Load(grid.Notebook)) is var hash && hash != grid.SourceSha256)
        {
            throw new ClusterException($"{grid.Notebook}: was changed since the grid was submitted, so this member was not run. Submit the grid anew with 'agentnb run'.");
        }

        var earlier = folder.ReadRecord(index, grid.Sha256);
        var done = new GridRun { Members = [member], Folder = grid.Folder, SourceSha256 = grid.SourceSha256, Arguments = grid.Arguments }.Earlier(member);
        if (earlier is { Last.Code: ExitCode.Success } && done is not null)
        {
            say($"{member.Name} had succeeded already, on {Untrusted.Line(earlier.Last.Host, 80)}; it is not run again.");
            return ExitCode.Success;
        }

        var host = Environment.MachineName;
        var record = (earlier ?? new MemberRecord(grid.Sha256, 0, [])).Begin(new MemberStart(host, job, time.GetUtcNow(), null, null));
        // Nobody but the cluster starts members, and it starts one again only when it holds the earlier start for over.
        var isTaken = earlier is { Last: { Ended: null } last } && last.Host != host;
        if (earlier is not null)
        {
            say($"{member.Name} is started for the {record.Count}. time; it was on {Untrusted.Line(earlier.Last.Host, 80)} before and {(earlier.Last.Ended is null ? "did not come to its end" : $"ended with {earlier.Last.Code}")}. It goes on from its session.");
        }

        RecordFile.Write(folder.RecordOf(index), record);
        var code = await run([.. grid.Arguments(member), .. isTaken && !grid.Options.Contains("--take-over") ? ["--take-over"] : Array.Empty<string>()]);
        RecordFile.Write(folder.RecordOf(index), record.End(time.GetUtcNow(), code));
        return code;
    }
}
