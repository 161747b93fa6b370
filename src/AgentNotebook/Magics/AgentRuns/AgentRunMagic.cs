using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary><c>#!agent-run</c>: gives the rest of the cell to an agent.</summary>
internal static class AgentRunMagic
{
    private const string Fresh = "--fresh";

    public static MagicDeclaration Declaration { get; } = new(
        "#!agent-run",
        "Gives the rest of the cell to an agent, which runs it in a child process, and revises it until every check holds or a limit is reached.",
        [
            .. RunParameters.Models(ModelCatalog.Default),
            .. RunRequestReader.Parameters,
            .. RunInputReader.Parameters,
            .. RunParameters.Results,
            new(Fresh, ParameterKind.Flag, "Begins a new run even if this cell's own run was cut off."),
            .. RunTape.Parameters,
        ],
        RunAsync)
    {
        HasBody = true,
        BodyHelp = "C# code on the following lines, to the end of the cell, or a task in words for a model that writes code; the last expression of the code, or its variable named result, is the result",
    };

    private static async Task RunAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        await using var reads = RunReads.Open(invocation, RunInputReader.ReadFolders(invocation));
        invocation = reads.Invocation;
        var notebook = invocation.Notebook;
        var inputs = await RunInputReader.ReadAsync(invocation, cancellationToken);
        var request = RunRequestReader.Read(invocation, inputs);
        using var tape = RunTape.Read(invocation, RunParameters.OfModels, cancellationToken);
        var sandbox = await RunWork.PrepareAsync(notebook.Services.Runner, cancellationToken);
        var run = tape.IsReplay
            ? await tape.BeginReplayAsync(request, RunWork.Of(notebook.Services, new ModelChoice(ModelCatalog.Default), inputs), inputs)
            : RunTape.Guarded(() => Open(invocation, request, inputs, tape, sandbox));
        await RunDriver.DriveAsync(invocation, notebook, run, sandbox, tape, cancellationToken);
    }

    /// <summary>Within one pass a cell owns its run: what was cut off goes on, what was finished is not done again.</summary>
    private static AgentRun Open(MagicInvocation invocation, RunRequest request, RunInputs inputs, RunTape tape, SandboxStatus sandbox)
    {
        var session = invocation.Notebook.Services.Session;
        var own = invocation.Arguments.Has(Fresh) || request.Pass.Length == 0
            ? null
            : Earlier(session, request, inputs);
        var work = tape.Wrap(RunWork.Of(invocation.Notebook.Services, request.Models, inputs), own, sandbox.Level);
        return own is null ? AgentRun.Start(session, request, work, inputs) : AgentRun.Continue(session, own, work);
    }

    // What a run was started with stands in its first entry, so that only the run that is meant is read whole.
    private static RunRecord? Earlier(Session session, RunRequest request, RunInputs inputs) =>
        RunHistory.Read(session.Entries(filter: RunHistory.Starts))
            .LastOrDefault(run => run.Request.Pass == request.Pass && run.Request.IsSameTask(request) && RunInputReader.AreSame(run.Inputs, inputs)) is { } start
            // One that lost entries cannot go on, so the cell begins anew.
            && RunHistory.Find(session, start.Id) is { Torn: null } run
            ? run
            : null;
}
