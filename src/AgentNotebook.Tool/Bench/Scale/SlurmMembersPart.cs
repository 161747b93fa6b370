using System.Diagnostics;
using System.Globalization;
using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Grids.Engines.Slurm;

namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>
/// What a member of a grid on Slurm costs beyond a task of a bare job array that runs the same notebook with the same parameters and a store of
/// its own: submitting, recording, waiting, judging and the table.
/// </summary>
internal sealed class SlurmMembersPart : IScalePart
{
    private const int Slots = 2;

    /// <summary>Members of an array. Arrays take turns, so that what else the machine does meets both alike.</summary>
    private const int Batch = 16;

    private const string Notebook =
        """
        {"cells":[{"cell_type":"code","execution_count":null,"id":"a","metadata":{"tags":["parameters"]},"outputs":[],"source":"var seed = 1;"},
        {"cell_type":"code","execution_count":null,"id":"b","metadata":{},"outputs":[],"source":"glue(\"square\", seed * seed);"}],
        "metadata":{"language_info":{"name":"csharp"}},"nbformat":4,"nbformat_minor":5}
        """;

    public string Name => "slurm-members";

    public int Repetitions => 64;

    public string? Missing => SlurmPrograms.WhyNot;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(string folder, int repetitions, CancellationToken cancellationToken)
    {
        var notebook = Path.Combine(folder, "book.ipynb");
        await File.WriteAllTextAsync(notebook, Notebook, cancellationToken);
        using var slurm = new ScratchSlurm();
        var (bare, grid, differences, done) = (new List<double>(), new List<double>(), new List<double>(), 0);
        // One batch before, for the disk's cache and everyone's pages.
        for (var round = 0; done < repetitions; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(Batch, repetitions - done);
            var place = Directory.CreateDirectory(Path.Combine(folder, $"{round}")).FullName;
            var (one, other) = (0.0, 0.0);
            foreach (var isBare in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                // Each is first in its turn.
                var time = await TimedAsync(count, () => isBare ? RunBareAsync(slurm, notebook, place, count) : RunGridAsync(slurm, notebook, place, count));
                (one, other) = isBare ? (time, other) : (one, time);
            }

            if (round > 0)
            {
                bare.Add(one);
                grid.Add(other);
                differences.Add(other - one);
                done += count;
            }
        }

        var what = Invariant($"arrays of {Math.Min(Batch, repetitions)}, {Slots} slots");
        return
        [
            new(Name, $"a task of a bare array, {what}", "ms", Spread.Of(bare), null),
            new(Name, $"a member of a grid, {what}", "ms", Spread.Of(grid), null),
            new(Name, "a member more than a bare task", "ms", Spread.Of(differences), Goal.MedianAtMost(300)),
        ];
    }

    /// <summary>The time of a slot for each member.</summary>
    private static async Task<double> TimedAsync(int count, Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds * Slots / count;
    }

    private static async Task RunBareAsync(ScratchSlurm slurm, string notebook, string folder, int count)
    {
        var script = Path.Combine(folder, "bare.sh");
        var tool = string.Join(' ', OwnProgram.Command.Append("run").Append(notebook).Select(ShellQuote.Of));
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nexec {tool} --output \"$SLURM_ARRAY_TASK_ID.ipynb\" --store \"$SLURM_ARRAY_TASK_ID.db\" --session \"s$SLURM_ARRAY_TASK_ID\" --parameters \"seed=$SLURM_ARRAY_TASK_ID\"\n");
        // Not by --wait, which asks ever more seldom and would count its own pauses.
        var job = (await slurm.RunAsync("sbatch", "--parsable", $"--chdir={folder}", "--output=%a.log", Invariant($"--array=1-{count}%{Slots}"), script)).Trim();
        await slurm.UntilAsync("the bare array ends", async () => (await slurm.RunAsync("squeue", "--noheader", "--states=all", "--array", $"--jobs={job}", "--format=%T")).Split('\n', StringSplitOptions.RemoveEmptyEntries).All(state => state.Trim() is "COMPLETED" or "FAILED"));
        if (Directory.GetFiles(folder, "*.ipynb").Length != count)
        {
            throw new IOException($"Of {count} tasks of a bare array not all wrote their notebook.");
        }
    }

    private static async Task RunGridAsync(ScratchSlurm slurm, string notebook, string folder, int count)
    {
        string[] arguments = ["run", notebook, "--grid", Invariant($"seed=1..{count}"), "--on", "slurm", "--wait", "--jobs", Invariant($"{Slots}"), "--output-dir", Path.Combine(folder, "grid")];
        var start = new ProcessStartInfo(OwnProgram.Command[0], [.. OwnProgram.Command.Skip(1), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in slurm.Variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new IOException($"A grid on Slurm ends with {process.ExitCode}: {await errors}");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
