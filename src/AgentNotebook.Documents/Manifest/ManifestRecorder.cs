using System.Reflection;
using System.Runtime.InteropServices;
using AgentNotebook.Cells;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Provenance;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Documents.Manifest;

/// <summary>Writes down a run of a notebook while it goes on.</summary>
internal sealed class ManifestRecorder
{
    private readonly NotebookServices _services;
    private readonly IReadOnlyList<NotebookParameter> _parameters;
    private readonly List<(NotebookCell Cell, string Hash)> _source;
    private readonly Dictionary<NotebookCell, (TimeSpan Elapsed, CellResult Result)> _ran = [];
    private readonly DateTimeOffset _started;
    private readonly long _start;

    /// <param name="document">The notebook that is about to run.</param>
    /// <param name="services">What its cells work with.</param>
    /// <param name="parameters">What it was given.</param>
    public ManifestRecorder(NotebookDocument document, NotebookServices services, IReadOnlyList<NotebookParameter> parameters)
    {
        (_services, _parameters) = (services, parameters);
        _source = [.. NotebookSource.Cells(document).Select(cell => (cell, NotebookSource.HashOf(document, cell)))];
        _started = services.Time.GetUtcNow();
        _start = services.Time.GetTimestamp();
    }

    /// <summary>The version of this program, without the mark of the build.</summary>
    public static string Version { get; } = typeof(CellEngine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>This program.</summary>
    public static ManifestProgram Program { get; } = new("agentnb", Version, RuntimeInformation.FrameworkDescription, typeof(Compilation).Assembly.GetName().Version!.ToString(3));

    /// <summary>Notes a cell that ended.</summary>
    public void CellFinished(NotebookCell cell, CellResult result, TimeSpan elapsed) => _ran[cell] = (elapsed, result);

    /// <summary>The whole of it.</summary>
    /// <param name="result">What the run came to.</param>
    public RunManifest Finish(NotebookRunResult result)
    {
        var used = _services.Provenance;
        var runs = used.Runs;
        return new RunManifest
        {
            Schema = RunManifest.CurrentSchema,
            Started = _started,
            Seconds = Rounded(_services.Time.GetElapsedTime(_start)),
            Outcome = result.Succeeded ? ManifestOutcome.Succeeded : Outcome(result.Failure!),
            Program = Program,
            Machine = ManifestMachine.Here,
            SandboxLevel = used.Level?.ToString().ToLowerInvariant(),
            SourceSha256 = NotebookSource.HashOf(_source.Select(cell => cell.Hash)),
            Parameters = [.. _parameters.Select(parameter => new ManifestParameter(parameter.Name, parameter.Literal))],
            Files = [.. used.Files.Select(FileOf)],
            Packages = [.. used.Packages.OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase).Select(package => new ManifestPackage(package.Id, package.Version, package.Sha512))],
            Runs = [.. runs.Select(run => new ManifestRun(run.Run, run.Cell, [.. run.Models.Select(WithoutFolders)], run.Seed))],
            Cells = [.. _source.Select(cell => CellOf(cell.Cell, cell.Hash, runs))],
            LeftOut = used.LeftOut,
        };
    }

    private ManifestCell CellOf(NotebookCell cell, string hash, IReadOnlyList<UsedRun> runs)
    {
        if (!_ran.TryGetValue(cell, out var ran))
        {
            return new ManifestCell(cell.Id, hash, ManifestOutcome.NotRun);
        }

        var own = runs.Where(run => run.Cell == cell.Id).Select(run => run.Spent).ToList();
        return new ManifestCell(cell.Id, hash, ran.Result.Succeeded ? ManifestOutcome.Succeeded : Outcome(ran.Result))
        {
            Seconds = Rounded(ran.Elapsed),
            Tokens = own.Count == 0 ? null : own.Sum(spent => spent.Tokens),
            CostUsd = own.Count == 0 || own.Any(spent => spent.Cost is null) ? null : own.Sum(spent => spent.Cost),
        };
    }

    private ManifestFile FileOf(UsedFile file)
    {
        var path = Relative(file.Path);
        return new ManifestFile(path ?? Path.GetFileName(file.Path), file.Kind.ToString().ToLowerInvariant(), file.Bytes, file.Sha256, path is null);
    }

    // A playbook's path may lead anywhere; its hash stands among the files.
    private string WithoutFolders(string model)
    {
        var colon = model.IndexOf("script:", StringComparison.Ordinal);
        if (colon < 0)
        {
            return model;
        }

        var file = model[(colon + "script:".Length)..];
        return model[..colon] + "script:" + (Relative(Path.GetFullPath(file, _services.Folder)) ?? Path.GetFileName(file));
    }

    /// <summary>The path from the notebook's folder, with slashes; <see langword="null"/> when it leads out of it.</summary>
    private string? Relative(string path)
    {
        var relative = Path.GetRelativePath(_services.Folder, path).Replace(Path.DirectorySeparatorChar, '/');
        return ManifestRules.IsInside(relative) ? relative : null;
    }

    private static ManifestOutcome Outcome(CellResult result) => result.Interrupted ? ManifestOutcome.Interrupted : ManifestOutcome.Failed;

    private static double Rounded(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
