using System.CommandLine;
using System.Runtime.InteropServices;
using AgentNotebook.Cells;
using AgentNotebook.Display.Sessions;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Converting;
using AgentNotebook.Magics;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb run</c>: executes a notebook headless and writes the executed one.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> _notebook = new("notebook") { Description = "The notebook (.ipynb, or .dib of Polyglot Notebooks)." };

    private static readonly Option<string?> _output = new("--output")
    {
        Description = "Where the executed notebook is written. Default: beside it, as NAME.out.ipynb.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> _inplace = new("--inplace") { Description = "Replaces the notebook itself." };

    private static readonly Option<string[]> _parameters = new("--parameters")
    {
        Description = "Fills the cell tagged 'parameters'. May be given more than once.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> _store = new("--store")
    {
        Description = "Where sessions are kept. Default: .agentnb/sessions.db beside the notebook.",
        HelpName = Stores.HelpName,
    };

    private static readonly Option<string?> _language = new("--language") { Description = "The language of cells that name none.", HelpName = "NAME" };

    private static readonly Option<string?> _maxOutput = new("--max-output")
    {
        Description = "The most one cell may put out. Default: 10MiB.",
        HelpName = "SIZE",
    };

    private static readonly Option<bool> _takeOver = new("--take-over")
    {
        Description = "Takes the session from a writer on another machine or in another container that is gone for good.",
    };

    private static readonly Option<bool> _strict = new("--strict") { Description = "Ends with exit code 1 when a #!check cell does not pass, once everything has run." };

    private static readonly SandboxArguments _sandbox = new();

    public static Command Create()
    {
        var command = new Command("run", "Executes a notebook headless and writes the executed one.")
        {
            _notebook, _output, _inplace, _parameters, _store, _language, _maxOutput, _takeOver, _strict, _sandbox.Level, _sandbox.Reads,
        };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var path = Path.GetFullPath(parsed.GetRequiredValue(_notebook));
        var output = OutputPath(parsed, path);
        var parameters = ReadParameters(parsed);
        var sandbox = _sandbox.Read(parsed);
        var document = NotebookDocument.Load(path);
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);

        using var interrupt = new CancellationTokenSource();
        using var sigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Interrupt(interrupt, signal));
        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Interrupt(interrupt, signal));
        var terminal = new Terminal();
        var progress = new RunProgress(terminal);
        var folder = Path.GetDirectoryName(path)!;
        var store = parsed.GetValue(_store) is { } address ? Stores.Absolute(address) : NotebookPlace.DefaultStore(folder);
        // A cell's relative paths begin where its magics' do, and where they do in Jupyter: at the notebook.
        var calledFrom = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
        await using var host = NotebookHost.Open(
            new NotebookPlace(folder, Path.GetFileNameWithoutExtension(path), store),
            new SessionStoreOptions { TakeUnseenWriter = parsed.GetValue(_takeOver) },
            string.Join('\n', parameters.Select(parameter => $"{parameter.Name}={parameter.Literal}").Order(StringComparer.Ordinal)),
            new CellEngineOptions { MaxOutputBytes = ReadMaxOutput(parsed) },
            sandbox,
            progress.RunChanged);
        if (host.Pass is { Continued: true })
        {
            terminal.WriteLine($"An earlier execution was cut off; {host.Pass.Id} goes on: what the agent had finished is not done again.", "yellow");
        }

        foreach (var offer in host.Session.FindRecoveries())
        {
            terminal.WriteLine(RecoveryLine.Text(offer), "yellow");
        }

        var runner = new NotebookRunner(host.Engine, new NotebookRunOptions { Parameters = parameters, Language = parsed.GetValue(_language) }, progress);
        var result = await runner.RunAsync(document, output, interrupt.Token);
        if (interrupt.IsCancellationRequested)
        {
            Console.Error.WriteLine($"agentnb: interrupted. The same command goes on where it was; what was done is in {output}.");
            return ExitCode.Interrupted;
        }

        host.Pass!.End(host.Session);
        var checks = host.Engine.Services.LessonChecks.All;
        if (checks.Count > 0)
        {
            terminal.WriteLine(LessonChecksReport.Text(checks));
        }

        if (result.Succeeded)
        {
            terminal.WriteLine($"Wrote {Path.GetRelativePath(calledFrom, output)}.");
            return parsed.GetValue(_strict) && checks.Any(check => !check.Passed) ? ExitCode.Failure : ExitCode.Success;
        }

        Console.Error.WriteLine(FailureReport.Of(Path.GetFileName(path), result, output));
        return result.Failure!.RefusedForSafety ? ExitCode.Refused : ExitCode.Failure;
    }

    /// <summary>The first signal lets the run come to rest on the disk; a second one ends the process, which loses nothing acknowledged either.</summary>
    private static void Interrupt(CancellationTokenSource interrupt, PosixSignalContext signal)
    {
        signal.Cancel = !interrupt.IsCancellationRequested;
        interrupt.Cancel();
    }

    private static string OutputPath(ParseResult parsed, string notebook)
    {
        var output = parsed.GetValue(_output);
        var inplace = parsed.GetValue(_inplace);
        if (NotebookConverter.IsPolyglot(inplace ? notebook : output ?? ""))
        {
            throw new UsageException($"A .dib file keeps no outputs, so the executed notebook cannot be written to one. {(inplace ? "Leave out --inplace" : "Let --output end in .ipynb")}: it is written as .ipynb, and 'agentnb convert' turns that into .dib.");
        }

        if (!inplace)
        {
            return Path.GetFullPath(output ?? Path.Combine(Path.GetDirectoryName(notebook)!, Path.GetFileNameWithoutExtension(notebook) + ".out.ipynb"));
        }

        return output is null ? notebook : throw new UsageException("--inplace and --output name two places for the executed notebook. Give one of them.");
    }

    private static List<NotebookParameter> ReadParameters(ParseResult parsed)
    {
        try
        {
            return [.. parsed.GetRequiredValue(_parameters).Select(NotebookParameter.Parse)];
        }
        catch (NotebookException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static long ReadMaxOutput(ParseResult parsed)
    {
        var text = parsed.GetValue(_maxOutput);
        if (text is null)
        {
            return new CellEngineOptions().MaxOutputBytes;
        }

        return Quantity.TryParseBytes(text, out var bytes) ? bytes : throw new UsageException($"--max-output takes a size such as 10MiB, not '{text}'.");
    }
}
