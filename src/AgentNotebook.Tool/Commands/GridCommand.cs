using System.CommandLine;
using AgentNotebook.Tool.Grids;
using AgentNotebook.Tool.Grids.Engines;
using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb grid</c>: looks after a grid that a cluster has.</summary>
internal static class GridCommand
{
    public static Command Create() => new("grid", "Looks after a grid that runs on a cluster: 'agentnb run NOTEBOOK --grid … --on slurm' or '--on kubernetes' hands one over.")
    {
        Status(),
        Collect(),
        Cancel(),
        GridMemberCommand.Create(),
    };

    private static Argument<string> Name() => new("name") { Description = "The folder of the grid's results, or the notebook's name when that folder is NAME.grid here." };

    private static Command Status()
    {
        var (name, json) = (Name(), new Option<bool>("--json") { Description = "Prints JSON." });
        var command = new Command("status", "Shows how each member is: what the cluster says and what the member itself has recorded.") { name, json };
        command.SetAction(async (parsed, _) =>
        {
            var open = await SubmittedGrid.OpenAsync(parsed.GetRequiredValue(name));
            var report = new GridStatusReport(open.View, await open.LookAsync());
            if (parsed.GetValue(json))
            {
                Json.Print(report);
            }
            else
            {
                Console.Out.WriteLine(report.ToText());
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Command Collect()
    {
        var (name, wait) = (Name(), new Option<bool>("--wait") { Description = "Waits until nothing more comes of any member." });
        var command = new Command("collect", "Writes summary.csv and summary.html from what the members have done, as a grid on this machine does.") { name, wait };
        command.SetAction(async (parsed, _) =>
        {
            var open = await SubmittedGrid.OpenAsync(parsed.GetRequiredValue(name));
            var (terminal, view) = (new Terminal(), open.View);
            using var signals = new StopSignals(outlives: true);
            if (parsed.GetValue(wait))
            {
                var waiting = new ClusterWait(open.Cluster, view, TimeProvider.System);
                var most = view.Submission.Indices.Count;
                await (Console.IsOutputRedirected
                    ? waiting.RunAsync(new GridLines(terminal, most, TimeProvider.System), signals.Token)
                    : GridBars.ShowAsync(most, progress => waiting.RunAsync(progress, signals.Token)));
            }

            var members = await open.LookAsync();
            foreach (var again in members.Where(member => member.Record is { Count: > 1 }))
            {
                terminal.WriteLine($"{again.Result.Member.Name} was started {again.Record!.Count} times.", "yellow");
            }

            return GridExecution.Report([.. members.Select(member => member.Result)], view.Folder.Path, Path.GetFileName(open.Grid.Notebook), terminal, signals.Token.IsCancellationRequested, $"They go on on {open.Cluster.Title}.");
        });
        return command;
    }

    private static Command Cancel()
    {
        var name = Name();
        var command = new Command("cancel", "Ends what runs and waits. What is done stays, and what was under way goes on from its session when the grid is run again.") { name };
        command.SetAction(async (parsed, _) =>
        {
            var open = await SubmittedGrid.OpenAsync(parsed.GetRequiredValue(name));
            await open.Cluster.CancelAsync(open.View.Submission);
            Console.Out.WriteLine($"{open.Cluster.Title} ends job {open.View.Submission.Job}. Members that run come to rest first; 'agentnb grid status {parsed.GetRequiredValue(name)}' shows them.");
            return ExitCode.Success;
        });
        return command;
    }
}
