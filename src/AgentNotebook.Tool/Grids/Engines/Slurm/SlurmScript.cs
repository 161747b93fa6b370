using System.Globalization;
using System.Text;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Tool.Grids.Records;

namespace AgentNotebook.Tool.Grids.Engines.Slurm;

/// <summary>The script of a job array: short enough to be read, and fit to be submitted again by hand.</summary>
internal static class SlurmScript
{
    /// <summary>The file's name, in the folder of the results.</summary>
    public const string FileName = "grid.slurm";

    private const int LongestComment = 200;

    /// <summary>The script.</summary>
    /// <param name="tool">The words that start agentnb where members run.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="submission">Which members.</param>
    /// <param name="options">What each asks for.</param>
    /// <param name="jobs">How many may run side by side; <see langword="null"/> for as many as Slurm gives.</param>
    public static string Write(IReadOnlyList<string> tool, GridFile grid, GridSubmission submission, SlurmOptions options, int? jobs)
    {
        var script = new StringBuilder("#!/bin/sh\n");
        script.Append(CultureInfo.InvariantCulture, $"# {submission.Indices.Count} of the {grid.Members.Count} members of a grid of {Comment(Path.GetFileName(grid.Notebook))}, one array task each.\n");
        script.Append("# Which parameters each has stands in grid.json, in the order of the array's indices; this script runs no other grid.\n");
        script.Append("# By hand: sbatch --chdir=FOLDER FOLDER/grid.slurm, with this folder. A member that is requeued goes on from its session.\n");
        IEnumerable<string> lines =
        [
            $"job-name={submission.Name}",
            $"array={IndexRanges.Write(submission.Indices)}{(jobs is { } most ? $"%{most.ToString(CultureInfo.InvariantCulture)}" : "")}",
            $"output={GridFolder.Members}/%a.log",
            "open-mode=append",
            "requeue",
            .. options.Lines(),
        ];
        foreach (var line in lines)
        {
            script.Append("#SBATCH --").Append(line).Append('\n');
        }

        // In the place of the shell, so that the signals of Slurm reach the tool, which then comes to rest.
        script.Append("\nexec ").AppendJoin(' ', tool.Select(ShellQuote.Of)).Append(" grid member ").Append(ShellQuote.Of(Path.Combine(grid.Folder, GridFile.FileName)));
        script.Append(" --sha256 ").Append(grid.Sha256).Append(" --index \"$SLURM_ARRAY_TASK_ID\"\n");
        return script.ToString();
    }

    private static string Comment(string text) => Untrusted.Line(text, LongestComment);
}
