using System.CommandLine;
using System.Globalization;
using AgentNotebook.Cells;
using AgentNotebook.Display.Sessions;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Converting;
using AgentNotebook.Documents.Manifest;
using AgentNotebook.Magics;
using AgentNotebook.Models;
using AgentNotebook.Models.Repair;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Grids;
using AgentNotebook.Tool.Grids.Engines.Clusters;
using AgentNotebook.Tool.Grids.Engines.Local;
using AgentNotebook.Tool.Grids.Records;
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

    private static readonly Option<string?> _manifest = new("--manifest")
    {
        Description = "Writes what ran to a file as well: versions, packages, inputs, models, parameters, times. It always stands in the executed notebook's metadata.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> _session = new("--session") { Description = "The session's name. Default: the notebook's name.", HelpName = "NAME" };

    private static readonly Option<bool> _member = new(GridCommandLine.MemberOption) { Description = "Stops when standard input ends.", Hidden = true };

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

    private static readonly Option<int> _patience = new("--patience")
    {
        Description = "Lets the offline repair model look so many times as long for a repair, from 1 to 100, so that a busy machine comes to the same one as a quiet one. Default: 1.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private static readonly ParameterArguments _parameters = new();

    private static readonly GridArguments _grid = new();

    private static readonly Option<bool> _strict = new("--strict") { Description = "Ends with exit code 1 when a #!check cell does not pass, once everything has run." };

    private static readonly SandboxArguments _sandbox = new();

    public static Command Create()
    {
        var command = new Command("run", "Executes a notebook headless and writes the executed one.")
        {
            _notebook, _output, _inplace, _parameters.Parameters, _parameters.File, _grid.Grid, _grid.OutputFolder, _grid.Jobs, _grid.MaxMembers,
            _grid.Cluster.On, _grid.Cluster.Wait, _grid.Cluster.Time, _grid.Cluster.Memory, _grid.Cluster.Cpus, _grid.Cluster.Gpus, _grid.Cluster.Partition, _grid.Cluster.Sbatch,
            _grid.Cluster.Image, _grid.Cluster.Namespace, _grid.Cluster.Claim, _grid.Cluster.StoreSecret,
            _manifest, _store, _session, _language, _maxOutput, _takeOver, _patience, _strict, _sandbox.Level, _sandbox.Reads, _member,
        };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var path = Path.GetFullPath(parsed.GetRequiredValue(_notebook));
        var parameters = _parameters.Read(parsed);
        var sandbox = _sandbox.Read(parsed);
        var models = Models(parsed);
        var maxOutput = ReadMaxOutput(parsed);
        if (_grid.IsAsked(parsed))
        {
            return await RunGridAsync(parsed, path, parameters);
        }

        var output = OutputPath(parsed, path);
        var document = NotebookDocument.Load(path);
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);

        var isMember = parsed.GetValue(_member);
        using var signals = new StopSignals(outlives: isMember);
        if (isMember)
        {
            signals.WatchInput();
        }

        var terminal = new Terminal();
        var progress = new RunProgress(terminal);
        var place = ReadPlace(parsed, path);
        // A cell's relative paths begin where its magics' do, and where they do in Jupyter: at the notebook.
        var calledFrom = Environment.CurrentDirectory;
        Environment.CurrentDirectory = place.Folder;
        await using var host = NotebookHost.Open(
            place,
            new SessionStoreOptions { TakeUnseenWriter = parsed.GetValue(_takeOver) },
            string.Join('\n', parameters.Select(parameter => $"{parameter.Name}={parameter.Literal}").Order(StringComparer.Ordinal)),
            new CellEngineOptions { MaxOutputBytes = maxOutput },
            sandbox,
            progress.RunChanged,
            models);
        if (host.Pass is { Continued: true })
        {
            terminal.WriteLine($"An earlier execution was cut off; {host.Pass.Id} goes on: what the agent had finished is not done again.", "yellow");
        }

        foreach (var offer in host.Session.FindRecoveries())
        {
            terminal.WriteLine(RecoveryLine.Text(offer), "yellow");
        }

        var runner = new NotebookRunner(host.Engine, new NotebookRunOptions { Parameters = parameters, Language = parsed.GetValue(_language) }, progress);
        var result = await runner.RunAsync(document, output, signals.Token);
        if (parsed.GetValue(_manifest) is { } file)
        {
            WholeFile.Write(Path.GetFullPath(file, calledFrom), ManifestJson.Write(result.Manifest!), overwrite: true);
        }

        if (signals.Token.IsCancellationRequested)
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

    private static async Task<int> RunGridAsync(ParseResult parsed, string path, IReadOnlyList<NotebookParameter> shared)
    {
        if (new Option[] { _output, _inplace, _manifest, _member }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } single)
        {
            throw new UsageException($"{single.Name} is about one run, and --grid asks for many. Leave it out: the executed notebooks, each with its manifest, are written to --output-dir.");
        }

        var members = _grid.Members(parsed, shared);
        var (jobs, folder) = (_grid.ReadJobs(parsed), _grid.ReadFolder(parsed, path));
        var order = _grid.Cluster.Read(parsed);
        var document = NotebookDocument.Load(path);
        var (hash, options) = (NotebookSource.HashOf(document), SharedOptions(parsed));
        var line = new GridCommandLine(path, ReadPlace(parsed, path), folder, options);
        StoreSecrets.Demand(line.Place.Store);
        var grid = new GridRun { Members = members, Folder = folder, SourceSha256 = hash, Arguments = line.Of };
        if (order is null)
        {
            return await GridExecution.RunAsync(document, Path.GetFileName(path), grid, new LocalEngine(jobs ?? GridLimits.Jobs(), TimeProvider.System));
        }

        // Without a store that many machines may write to at once, each member has a file of its own: SQLite's log of writes works on one machine at a time.
        var store = parsed.GetValue(_store) is null ? null : order.Store(line.Place.Store);
        var (cluster, view) = order.Cluster(path, folder);
        var file = new GridFile(GridFile.CurrentVersion, view.Notebook, hash, view.Folder, line.Place.Session, store, options, [.. members.Select(GridFileMember.Of)], "").Sealed();
        return await GridExecution.RunAsync(document, Path.GetFileName(path), grid, new ClusterEngine(cluster, file, jobs, order.Waits, TimeProvider.System));
    }

    /// <summary>What all members are run with: the options that are not about which member it is.</summary>
    private static IReadOnlyList<string> SharedOptions(ParseResult parsed)
    {
        var options = new (string Name, string? Value)[]
        {
            (_language.Name, parsed.GetValue(_language)), (_maxOutput.Name, parsed.GetValue(_maxOutput)), (_sandbox.Level.Name, parsed.GetValue(_sandbox.Level)),
            (_patience.Name, parsed.GetResult(_patience) is { Implicit: false } ? parsed.GetValue(_patience).ToString(CultureInfo.InvariantCulture) : null),
        };
        return
        [
            .. options.Where(option => option.Value is not null).SelectMany(option => new[] { option.Name, option.Value! }),
            .. parsed.GetRequiredValue(_sandbox.Reads).SelectMany(folder => new[] { _sandbox.Reads.Name, Path.GetFullPath(folder) }),
            .. parsed.GetValue(_takeOver) ? new[] { _takeOver.Name } : [],
            .. parsed.GetValue(_strict) ? new[] { _strict.Name } : [],
        ];
    }

    private static NotebookPlace ReadPlace(ParseResult parsed, string notebook)
    {
        var folder = Path.GetDirectoryName(notebook)!;
        return new NotebookPlace(
            folder,
            parsed.GetValue(_session) ?? Path.GetFileNameWithoutExtension(notebook),
            parsed.GetValue(_store) is { } address ? Stores.Absolute(address) : NotebookPlace.DefaultStore(folder));
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

    private static ModelCatalogOptions Models(ParseResult parsed)
    {
        var (patience, repair) = (parsed.GetValue(_patience), new RepairModelOptions());
        return patience is >= 1 and <= 100
            ? new ModelCatalogOptions { Repair = repair with { CompileTime = repair.CompileTime * patience, CandidateTime = repair.CandidateTime * patience } }
            : throw new UsageException($"--patience takes a whole number from 1 to 100, not {patience}.");
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
