using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.Sandbox;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Exchange;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Drives a run below its cell until it rests, and brings home what came of it.</summary>
internal static class RunDriver
{
    /// <exception cref="MagicException">The run did not succeed, or what it gave cannot be taken.</exception>
    internal static async Task DriveAsync(MagicInvocation invocation, INotebook notebook, AgentRun run, SandboxStatus sandbox, RunTape tape, CancellationToken cancellationToken)
    {
        var name = invocation.Arguments.Get(RunParameters.As, run.Record.Request.Variable ?? RunParameters.DefaultVariable);
        var card = new LiveRunCard(notebook, run, name, sandbox);
        RunUse.NotePlaybooks(notebook.Services, run.Record, tape);
        try
        {
            await tape.DriveAsync(token => card.RunAsync(tape.AfterStep, token), cancellationToken);
        }
        finally
        {
            RunUse.Note(notebook.Services, invocation, run.Record, sandbox.Level);
        }

        if (run.Record.State != AgentState.Succeeded)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MagicException(card.Failure());
        }

        if (run.Record.Attempts[^1].Outcome is not { } outcome)
        {
            return;
        }

        // What cannot be saved is told after everything else: the result is there all the same.
        var notSaved = BringArtifacts(invocation, outcome.Artifacts);
        if (outcome.ResultJson is { } json)
        {
            await notebook.DeclareVariableAsync(name, outcome.ResultType ?? "System.Text.Json.JsonElement", json, cancellationToken);
        }

        if (notSaved is not null)
        {
            throw new MagicException(notSaved, invocation.BodyLine - 1);
        }
    }

    private static string? BringArtifacts(MagicInvocation invocation, IReadOnlyList<GuestArtifact> artifacts)
    {
        var notebook = invocation.Notebook;
        if (invocation.Arguments.Get<string?>(RunParameters.Save, null) is not { } folder)
        {
            foreach (var bundle in ArtifactView.Render(artifacts))
            {
                notebook.Display(bundle);
            }

            return null;
        }

        try
        {
            ArtifactFolder.Save(artifacts, Path.GetFullPath(folder, notebook.Services.Folder), invocation.Arguments.Has(RunParameters.Overwrite));
            notebook.Display(MimeBundle.FromText(artifacts.Count == 0 ? "The code saved nothing." : $"Saved to {folder}: {OutcomeText.List(artifacts)}."));
            return null;
        }
        catch (ExchangeFileException exception)
        {
            return exception.Message;
        }
    }
}
