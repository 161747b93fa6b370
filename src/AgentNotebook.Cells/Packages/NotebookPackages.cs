using System.Globalization;
using System.Runtime.InteropServices;
using AgentNotebook.Cells.Libraries;
using AgentNotebook.Cells.Splitting;
using AgentNotebook.Display;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Provenance;

namespace AgentNotebook.Cells.Packages;

/// <summary>The packages of one notebook. What is loaded keeps its version; what is asked for later has to go with it.</summary>
internal sealed class NotebookPackages(CellEngineOptions options, NotebookServices services, INotebook notebook) : IDisposable
{
    private readonly RestoreProject _project = new();
    private readonly List<string> _sources = [];

    // What cells asked for, and everything that came with it: name and version.
    private readonly Dictionary<string, string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _loaded = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a source: an address, or a folder.</summary>
    /// <exception cref="MagicException">It is neither.</exception>
    public void AddSource(Directive directive, string folder)
    {
        var source = directive.Value;
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            source = Path.GetFullPath(address is { IsFile: true } ? address.LocalPath : source, folder);
            if (!Directory.Exists(source))
            {
                throw directive.Refuse($"There is no package source '{directive.Value}': it is no http address, and there is no folder {source}.");
            }
        }

        if (!_sources.Contains(source))
        {
            _sources.Add(source);
        }
    }

    /// <summary>Finds packages, downloads what is missing and makes them loadable. Costs nothing for those that are there.</summary>
    /// <returns>Full paths of the assemblies to compile against.</returns>
    /// <exception cref="MagicException">One is not found, or does not go with what is loaded.</exception>
    public async Task<IReadOnlyList<string>> AddAsync(IReadOnlyList<PackageRequest> requests, CancellationToken cancellationToken)
    {
        foreach (var request in requests)
        {
            if (requests.FirstOrDefault(other => other.Id.Equals(request.Id, StringComparison.OrdinalIgnoreCase) && request.Version is not null && other.Version is not null && other.Version != request.Version) is { } other)
            {
                throw other.Directive.Refuse($"{request.Id} is asked for in two versions, {request.Version} and {other.Version}. Take one of the lines out.");
            }

            if (_loaded.TryGetValue(request.Id, out var version) && request.IsMetBy(version) == false)
            {
                throw request.Directive.Refuse($"{request.Id} {version} is loaded already, and version {request.Version} cannot take its place. Restart the kernel and run this cell first.");
            }
        }

        var missing = requests.Where(request => !_loaded.TryGetValue(request.Id, out var version) || request.IsMetBy(version) is null).ToList();
        if (missing.Count == 0)
        {
            return [];
        }

        var names = string.Join(", ", missing);
        var (displayId, start) = (Guid.NewGuid().ToString("N"), services.Time.GetTimestamp());
        notebook.Display(MimeBundle.FromText($"Restoring {names} …"), displayId);
        try
        {
            var packages = await RestoreAsync(missing, cancellationToken);
            var compile = Load(packages);
            missing.ForEach(request => _asked[request.Id] = _loaded[request.Id]);
            var found = string.Join(", ", missing.Select(request => $"{request.Id} {_loaded[request.Id]}"));
            var seconds = services.Time.GetElapsedTime(start).TotalSeconds;
            notebook.Update(displayId, MimeBundle.FromText(string.Create(CultureInfo.InvariantCulture, $"Restored {found} ({packages.Count} {(packages.Count == 1 ? "package" : "packages")}, {seconds:0.0} s)")));
            return compile;
        }
        catch (RestoreFailedException e)
        {
            notebook.Update(displayId, MimeBundle.FromText($"Restoring {names} failed"));
            var blamed = missing.FirstOrDefault(request => request.Id.Equals(e.Package, StringComparison.OrdinalIgnoreCase)) ?? missing[0];
            throw blamed.Directive.Refuse(e.Message, e);
        }
        catch (OperationCanceledException)
        {
            notebook.Update(displayId, MimeBundle.FromText($"Restoring {names} was interrupted"));
            throw;
        }
    }

    /// <summary>Removes the project.</summary>
    public void Dispose() => _project.Dispose();

    private async Task<IReadOnlyList<RestoredPackage>> RestoreAsync(List<PackageRequest> missing, CancellationToken cancellationToken)
    {
        // What was asked for before stays at the version that is loaded.
        var wanted = _asked.Where(asked => missing.All(request => !request.Id.Equals(asked.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(asked => (asked.Key, $"[{asked.Value}]"))
            .Concat(missing.OrderBy(request => request.Version is null).DistinctBy(request => request.Id, StringComparer.OrdinalIgnoreCase).Select(request => (request.Id, request.Version ?? "*")));
        var runtime = RuntimeInformation.RuntimeIdentifier;
        try
        {
            _project.Write(wanted, _sources, runtime, services.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RestoreFailedException($"The list of packages cannot be written: {e.Message}", inner: e);
        }

        await RestoreProcess.RunAsync(_project, options.MaxRestoreTime, cancellationToken);
        return ProjectAssets.Read(_project.Assets, runtime, options.MaxRestoreBytes);
    }

    private List<string> Load(IReadOnlyList<RestoredPackage> packages)
    {
        foreach (var package in packages)
        {
            if (_loaded.TryGetValue(package.Id, out var version) && version != package.Version)
            {
                throw new RestoreFailedException($"{package.Id} {version} is loaded already, and this needs version {package.Version}, which cannot take its place. Restart the kernel and run this cell first.", package.Id);
            }
        }

        var runtime = packages.SelectMany(package => package.Runtime).Select(path => (Identity: AssemblyIdentity.Of(path), Path: path)).Where(file => file.Identity is not null).ToList();
        if (runtime.Select(file => LoadedLibraries.Conflict(file.Identity!)).FirstOrDefault(conflict => conflict is not null) is { } reason)
        {
            throw new RestoreFailedException(reason);
        }

        LoadedLibraries.Add(runtime.Select(file => (file.Identity!.Name, file.Path)), packages.SelectMany(package => package.Native));
        foreach (var package in packages)
        {
            _loaded[package.Id] = package.Version;
        }

        services.Provenance.AddPackages(packages.Select(package => new UsedPackage(package.Id, package.Version, package.Sha512)));
        // What the framework has is compiled against already.
        return [.. packages.SelectMany(package => package.Compile).Where(path => !IsOfFramework(Path.GetFileNameWithoutExtension(path)))];
    }

    private static bool IsOfFramework(string name) =>
        LoadedLibraries.OfHost(name) is { } host && Path.GetDirectoryName(host) == Path.GetDirectoryName(typeof(object).Assembly.Location);
}
