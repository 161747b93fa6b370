using AgentNotebook.Cells.Packages;
using AgentNotebook.Cells.Splitting;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Provenance;

namespace AgentNotebook.Cells.Libraries;

/// <summary>The libraries of one notebook: what its cells ask for with <c>#r</c> and <c>#i</c>.</summary>
internal sealed class NotebookReferences(SubmissionChain chain, CellEngineOptions options, NotebookServices services, INotebook notebook) : IDisposable
{
    private readonly NotebookPackages _packages = new(options, services, notebook);

    /// <summary>Makes what directives ask for usable by the code after them.</summary>
    /// <param name="directives">What is asked for; packages among it are found together.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="MagicException">Something is not there or does not fit; nothing of it is usable then.</exception>
    public async Task AddAsync(IReadOnlyList<Directive> directives, string folder, CancellationToken cancellationToken)
    {
        foreach (var source in directives.Where(directive => directive.Kind == DirectiveKind.Source))
        {
            _packages.AddSource(source, folder);
        }

        var files = directives.Where(directive => directive.Kind == DirectiveKind.Assembly).Select(directive => Find(directive, folder)).OfType<(string Name, string Path)>().ToList();
        var packages = directives.Where(directive => directive.Kind == DirectiveKind.Package).Select(PackageRequest.Parse).ToList();
        var compile = await _packages.AddAsync(packages, cancellationToken);
        foreach (var (name, path) in files)
        {
            LoadedLibraries.AddFile(name, path);
            services.Provenance.AddFile(path, UsedFileKind.Reference);
        }

        chain.Reference([.. compile, .. files.Select(file => file.Path)]);
    }

    /// <summary>Removes the files that finding packages left.</summary>
    public void Dispose() => _packages.Dispose();

    /// <returns><see langword="null"/> for an assembly of the framework, which is there without asking.</returns>
    private static (string Name, string Path)? Find(Directive directive, string folder)
    {
        var path = Path.GetFullPath(directive.Value, folder);
        if (!File.Exists(path))
        {
            var name = directive.Value.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? directive.Value[..^4] : directive.Value;
            // Also by its full name, as older notebooks have it: System.Data, Version=….
            return LoadedLibraries.OfHost(name.Split(',')[0].Trim()) is not null
                ? null
                : throw directive.Refuse($"There is no file '{directive.Value}': looked for {path}. A relative path begins at the notebook's folder; a package is #r \"nuget: {Path.GetFileNameWithoutExtension(directive.Value)}\".");
        }

        AssemblyIdentity? identity;
        try
        {
            identity = AssemblyIdentity.Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw directive.Refuse($"'{directive.Value}' cannot be read: {e.Message}", e);
        }

        if (identity is null)
        {
            throw directive.Refuse($"'{directive.Value}' is no .NET assembly.");
        }

        return LoadedLibraries.Conflict(identity) is { } conflict ? throw directive.Refuse(conflict) : (identity.Name, path);
    }
}
