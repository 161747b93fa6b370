using AgentNotebook.Cells.Packages;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Documents.Manifest;

/// <summary>Says of each item of a manifest whether it still holds on this machine. Nothing of the notebook is executed.</summary>
public static class ManifestCheck
{
    /// <summary>Checks a manifest.</summary>
    /// <param name="document">The executed notebook.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="folder">Full path of the notebook's folder, below which its files are.</param>
    /// <param name="cancellationToken">Stops checking.</param>
    /// <returns>The findings, in the order of the manifest.</returns>
    public static async Task<IReadOnlyList<ManifestFinding>> RunAsync(NotebookDocument document, RunManifest manifest, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return
        [
            .. Programs(manifest.Program),
            Machine(manifest.Machine),
            .. await LevelAsync(manifest.SandboxLevel, cancellationToken),
            .. SourceCheck.Run(document, manifest),
            .. manifest.Files.Select(file => FileCheck.Run(file, folder)),
            .. await PackagesAsync(manifest.Packages, folder, cancellationToken),
            .. manifest.Runs.SelectMany(run => run.Models).Distinct().Where(IsElsewhere).Select(model => new ManifestFinding($"model {model}", ManifestStanding.Unknown, "It is outside this program: whether it answers as it did cannot be known. A recording (--record, --replay) keeps its words.")),
            .. manifest.LeftOut == 0 ? [] : new[] { new ManifestFinding("more", ManifestStanding.Unknown, $"{manifest.LeftOut} more things were used that the manifest does not list.") },
        ];
    }

    private static IEnumerable<ManifestFinding> Programs(ManifestProgram then)
    {
        var here = ManifestRecorder.Program;
        yield return Same(then.Name, then.Version, here.Version);
        yield return Same("runtime", then.Runtime, here.Runtime);
        yield return Same("compiler", then.Compiler, here.Compiler);
    }

    private static ManifestFinding Same(string item, string then, string here) =>
        then == here ? new(item, ManifestStanding.Holds, then) : new(item, ManifestStanding.Differs, $"It was {then}; here it is {here}.");

    // Results do not have to depend on it, and a notebook is there to be carried elsewhere.
    private static ManifestFinding Machine(ManifestMachine then) =>
        then == ManifestMachine.Here
            ? new("machine", ManifestStanding.Holds, then.ToString())
            : new("machine", ManifestStanding.Unknown, $"It ran on another one: {then}; this is {ManifestMachine.Here}. Times will differ, and the last digits of numbers may.");

    private static async Task<IReadOnlyList<ManifestFinding>> LevelAsync(string? name, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return [];
        }

        var item = $"sandbox level {name}";
        if (!Enum.TryParse<SandboxLevel>(name, ignoreCase: true, out var level) || !Enum.IsDefined(level))
        {
            return [new(item, ManifestStanding.Differs, "There is no such level.")];
        }

        try
        {
            await using var runner = new WorkerRunner(new WorkerRunnerOptions { Sandbox = new SandboxOptions { MinimumLevel = level }, Pool = new WorkerPoolOptions { Spares = 0 } });
            var status = await runner.PrepareAsync(cancellationToken);
            return [new(item, ManifestStanding.Holds, status.Level == level ? "It is available." : $"Here it is {status.Level.ToString().ToLowerInvariant()}, which is stronger.")];
        }
        catch (Exception exception) when (exception is SandboxUnavailableException or WorkerUnavailableException)
        {
            return [new(item, ManifestStanding.Differs, exception.Message)];
        }
    }

    private static async Task<IReadOnlyList<ManifestFinding>> PackagesAsync(IReadOnlyList<ManifestPackage> packages, string folder, CancellationToken cancellationToken)
    {
        if (packages.Count == 0)
        {
            return [];
        }

        var found = await PackageResolution.FindAsync([.. packages.Select(package => (package.Id, package.Version))], folder, cancellationToken: cancellationToken);
        return [.. packages.Select(package => Package(package, found))];
    }

    private static ManifestFinding Package(ManifestPackage package, PackageResolution found)
    {
        var item = $"package {package.Id} {package.Version}";
        if (found.Problem is { } problem)
        {
            return found.Blamed is null || found.Blamed.Equals(package.Id, StringComparison.OrdinalIgnoreCase)
                ? new(item, ManifestStanding.Differs, problem)
                : new(item, ManifestStanding.Unknown, $"It was not looked for, because {found.Blamed} was not found.");
        }

        return !found.Hashes.TryGetValue(package.Id, out var hash) ? new(item, ManifestStanding.Differs, "NuGet does not find it.")
            : hash == package.Sha512 ? new(item, ManifestStanding.Holds, "It is found, with the same content.")
            : new(item, ManifestStanding.Differs, $"It is found with other content: its SHA-512 was {package.Sha512}; here it is {hash}.");
    }

    // The repair model is part of the program, and a playbook is among the files.
    private static bool IsElsewhere(string model)
    {
        var name = model[(model.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return name != Models.ModelCatalog.Default && !name.StartsWith("script:", StringComparison.Ordinal);
    }
}
