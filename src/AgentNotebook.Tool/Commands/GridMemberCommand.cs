using System.CommandLine;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Tool.Grids;
using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb grid member</c>: what a cluster starts for each member.</summary>
internal static class GridMemberCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("grid-file") { Description = "The grid file." };
        var sha256 = new Option<string>("--sha256") { Description = "The grid file's checksum.", Required = true };
        var index = new Option<int>("--index") { Description = "The member's place in the grid file, or among those of --among, from 0.", Required = true };
        var among = new Option<string?>("--among") { Description = "The members that run, such as 0-3,7, where the cluster counts these alone." };
        var command = new Command("member", "Runs one member where a cluster starts it.") { file, sha256, index, among };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            var grid = GridFile.Read(path, parsed.GetRequiredValue(sha256));
            var number = parsed.GetRequiredValue(index);
            var place = number >= 0 && parsed.GetValue(among) is { } some ? IndexRanges.Read(some, grid.Members.Count).Skip(number).FirstOrDefault(-1) : number;
            if (place < 0 || place >= grid.Members.Count)
            {
                throw new ClusterException($"{path}: has {grid.Members.Count} members, and none at {number}{(parsed.GetValue(among) is { } ranges ? $" of {Untrusted.Line(ranges, 200)}" : "")}.");
            }

            return await new MemberRun(new GridFolder(grid.Folder), grid, place, TimeProvider.System).RunAsync(Job(), arguments => AgentNotebookTool.RunAsync([.. arguments]), Console.Error.WriteLine);
        });
        return command;
    }

    /// <summary>What the cluster calls this task: Slurm says it, and of a pod it is the host's name.</summary>
    private static string Job() => Environment.GetEnvironmentVariable("SLURM_ARRAY_JOB_ID") is { } array ? $"{array}_{Environment.GetEnvironmentVariable("SLURM_ARRAY_TASK_ID")}" : Environment.MachineName;
}
