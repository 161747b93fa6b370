using AgentNotebook.Display;
using AgentNotebook.Display.Sandbox;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Exchange;

namespace AgentNotebook.Magics.Sandbox;

/// <summary><c>#!sandbox</c>: runs the rest of the cell in the restricted child.</summary>
internal static class SandboxMagic
{
    internal const string As = "--as";
    internal const string Input = "--input";
    internal const string Variable = "--variable";
    internal const string Reference = "--reference";
    internal const string Timeout = "--timeout";
    internal const string Memory = "--memory";
    internal const string Save = "--save";
    internal const string Overwrite = "--overwrite";
    internal const string Profile = "--profile";
    internal const string Gpu = "gpu";

    public static MagicDeclaration Declaration { get; } = new(
        "#!sandbox",
        "Runs the rest of the cell in a restricted child process, which sees only what it is handed.",
        [
            new(As, ParameterKind.Text, "The C# variable that receives the result.") { ValueName = "NAME", Default = "none, the result is shown" },
            new(Input, ParameterKind.Text, "A file the code reads as Inputs[\"NAME\"]; relative paths begin at the notebook.") { ValueName = "NAME=FILE", Repeats = true },
            new(Variable, ParameterKind.Text, "A variable of the notebook the code finds under the same name.") { ValueName = "NAME", Repeats = true },
            new(Reference, ParameterKind.Text, "An assembly the code may use.") { ValueName = "FILE", Repeats = true },
            new(Timeout, ParameterKind.Duration, "Time for the run.") { ValueName = "TIME", Default = "30s" },
            new(Memory, ParameterKind.Bytes, "Memory for the run, at least 64MiB.") { ValueName = "SIZE", Default = "512MiB" },
            new(Profile, ParameterKind.Text, "What the code may touch besides what it is handed: gpu opens the GPU's device nodes to it, and the system's libraries to read.") { ValueName = "PROFILE", Choices = [Gpu], Default = "what the notebook was started with" },
            new(Save, ParameterKind.Text, "The folder to which what the code saves with Artifacts.Save is written; without it, it is shown.") { ValueName = "DIR" },
            new(Overwrite, ParameterKind.Flag, $"Lets {Save} replace files of the same names."),
        ],
        RunAsync)
    {
        HasBody = true,
        BodyHelp = "C# code on the following lines, to the end of the cell; its last expression, or its variable named result, is the result",
    };

    private static async Task RunAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var request = await SandboxRequest.ReadAsync(invocation, cancellationToken);
        var notebook = invocation.Notebook;
        await using var gpu = await GpuChild.OpenAsync(invocation, cancellationToken);
        var outcome = await RunAsync(gpu?.Runner ?? notebook.Services.Runner, request, cancellationToken);
        await (gpu?.EndAsync() ?? ValueTask.CompletedTask);
        notebook.Services.Provenance.AddLevel(outcome.Level);
        notebook.Print(outcome.Output);
        notebook.Print(outcome.ErrorOutput, isError: true);
        if (outcome.OutputWasCut)
        {
            notebook.Print($"(The output was cut at {request.Limits.OutputBytesPerStream:N0} bytes.)\n", isError: true);
        }

        var (saved, notSaved) = ShowArtifacts(invocation, outcome.Artifacts);
        var arguments = invocation.Arguments;
        if (outcome is { Verdict: Verdict.Completed, ResultJson: { } json })
        {
            if (arguments.Get<string?>(As, null) is { } name)
            {
                await notebook.DeclareVariableAsync(name, outcome.ResultType ?? "System.Text.Json.JsonElement", json, cancellationToken);
            }
            else
            {
                notebook.Display(MimeBundle.FromText(OutcomeText.Result(json)));
            }
        }

        notebook.Display(MimeBundle.FromText($"{invocation.Magic.Name}: {OutcomeText.Facts(outcome)}{saved}"));
        if (outcome.Verdict != Verdict.Completed)
        {
            var line = outcome.Exception?.Line is { } own ? invocation.BodyLine + own - 1 : 0;
            throw new MagicException(outcome.Reason + (notSaved is null ? "" : $"\n{notSaved}"), line) { RefusedForSafety = outcome.Verdict == Verdict.Refused };
        }

        if (notSaved is not null)
        {
            throw new MagicException(notSaved, invocation.BodyLine - 1);
        }

        if (arguments.Has(As) && outcome.ResultJson is null)
        {
            throw new MagicException($"The code has no result for '{arguments.Get(As, "")}': end it with an expression without a semicolon, or name a variable result.", invocation.BodyLine);
        }
    }

    private static async Task<GuestOutcome> RunAsync(ICodeRunner runner, SandboxRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(request.Program, request.Limits, cancellationToken);
        }
        catch (SandboxUnavailableException exception)
        {
            throw new MagicException(exception.Message, inner: exception) { RefusedForSafety = true };
        }
        catch (WorkerUnavailableException exception)
        {
            throw new MagicException(exception.Message, inner: exception);
        }
    }

    // What cannot be saved is told after everything else: the result is there all the same.
    private static (string Saved, string? NotSaved) ShowArtifacts(MagicInvocation invocation, IReadOnlyList<GuestArtifact> artifacts)
    {
        var notebook = invocation.Notebook;
        if (invocation.Arguments.Get<string?>(Save, null) is not { } folder)
        {
            foreach (var bundle in ArtifactView.Render(artifacts))
            {
                notebook.Display(bundle);
            }

            return ("", null);
        }

        if (artifacts.Count == 0)
        {
            return ("; the code saved nothing", null);
        }

        try
        {
            ArtifactFolder.Save(artifacts, Path.GetFullPath(folder, notebook.Services.Folder), invocation.Arguments.Has(Overwrite));
            return ($"; saved to {folder}: {OutcomeText.List(artifacts)}", null);
        }
        catch (ExchangeFileException exception)
        {
            return ("", exception.Message);
        }
    }
}
