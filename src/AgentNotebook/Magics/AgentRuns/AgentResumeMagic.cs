using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.RunCard;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary><c>#!agent-resume</c>: goes on with a run, in this notebook's process or after another one's end.</summary>
internal static class AgentResumeMagic
{
    public static MagicDeclaration Declaration { get; } = new(
        "#!agent-resume",
        "Goes on with a run that stopped or was cut off, under its own terms, with what a person has to say.",
        [.. RunFinder.Parameters, .. ResumeReader.Parameters, .. RunParameters.Models(otherwise: null), .. RunParameters.Results, RunTape.Recording],
        RunAsync)
    {
        HasBody = true,
        BodyHelp = $"with {ResumeReader.Edit}, the code to try next on the following lines, to the end of the cell",
    };

    private static async Task RunAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var edits = invocation.Arguments.Has(ResumeReader.Edit);
        var hasLines = !string.IsNullOrWhiteSpace(invocation.Body);
        if (hasLines && !edits)
        {
            throw new MagicException($"{invocation.Magic.Name} goes on with the run's own code, and the lines below would not be looked at. Give '{ResumeReader.Edit}' to have them tried next, or put them into another cell.", invocation.BodyLine, 1);
        }

        using var found = RunFinder.Find(invocation, run => run.State != AgentState.Succeeded, "can go on");
        await using var reads = RunReads.Open(invocation, found.Record.Request.Reads ?? []);
        invocation = reads.Invocation;
        if (edits && !hasLines)
        {
            var code = found.Record.PendingCode ?? found.Record.Attempts.LastOrDefault()?.Code ?? found.Record.Request.Brief.Task;
            var lines = Untrusted.FirstLines(code, int.MaxValue, int.MaxValue).Kept;
            invocation.Notebook.Print($"Put this into a cell, change it and run it:\n\n{invocation.Magic.Name} {found.Named} {ResumeReader.Edit}\n{string.Join('\n', lines)}\n");
            return;
        }

        var (answer, step) = ResumeReader.Read(invocation, found.Record);
        var notebook = found.IsElsewhere ? new NotebookWithSession(invocation.Notebook, found.Session) : invocation.Notebook;
        using var tape = RunTape.Read(invocation, [], cancellationToken);
        var sandbox = await RunWork.PrepareAsync(notebook.Services.Runner, cancellationToken);
        var models = RunParameters.Choose(invocation, found.Record.Request.Models);
        var run = RunTape.Guarded(() =>
        {
            var work = tape.Wrap(RunWork.Of(notebook.Services, models, found.Record.Inputs), found.Record, sandbox.Level, found.Session);
            return found.Record.State == AgentState.Succeeded && step is null
                ? AgentRun.Continue(found.Session, found.Record, work)
                : AgentRun.Resume(found.Session, found.Record, work, answer, step);
        });
        await RunDriver.DriveAsync(invocation, notebook, run, sandbox, tape, cancellationToken);
    }
}
