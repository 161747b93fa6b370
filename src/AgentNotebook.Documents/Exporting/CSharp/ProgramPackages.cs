using System.Text.RegularExpressions;
using AgentNotebook.Cells.Packages;
using AgentNotebook.Cells.Splitting;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>What a program needs besides itself, as directives of a file-based app.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/core/sdk/file-based-apps.</remarks>
/// <param name="job">The export.</param>
internal sealed partial class ProgramPackages(ExportJob job)
{
    private readonly Dictionary<string, (PackageRequest Request, NotebookCell Cell)> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _sources = [];

    public bool Any => _packages.Count > 0;

    /// <summary>Their lines.</summary>
    public IEnumerable<string> Directives() =>
    [
        .. _packages.Values.Select(package => $"#:package {package.Request.Id}@{(package.Request.Version ?? "*").Replace(" ", "", StringComparison.Ordinal)}"),
        .. _sources.Count == 0 ? [] : new[] { $"#:property RestoreAdditionalProjectSources={string.Join(';', _sources)}" },
    ];

    /// <exception cref="NotebookException">It cannot be said in a file-based app.</exception>
    /// <exception cref="AgentNotebook.Magics.MagicException">It is malformed.</exception>
    public void Add(Directive directive, NotebookCell cell, string folder)
    {
        switch (directive.Kind)
        {
            case DirectiveKind.Package:
                var request = PackageRequest.Parse(directive);
                if (!_packages.TryAdd(request.Id, (request, cell)) && request.Version is { } version && _packages[request.Id] is var earlier && earlier.Request.Version != version)
                {
                    throw new NotebookException($"{job.Document.Name}: cells[{earlier.Cell.Index}] asks for {earlier.Request} and cells[{cell.Index}] for {request}; a program has one version of a package. Ask for the same in both.");
                }

                break;
            case DirectiveKind.Source when SafeAddress().IsMatch(directive.Value):
                _sources.Add(directive.Value);
                break;
            case DirectiveKind.Source:
                job.Lose(cell, $"the package source '{directive.Value}': name it in a nuget.config beside the program");
                break;
            case DirectiveKind.Assembly when File.Exists(Path.GetFullPath(directive.Value, folder)):
                throw new NotebookException($"{job.Document.Name}: cells[{cell.Index}] refers to the file '{directive.Value}'; a file-based app refers to packages and projects, never to a file of an assembly. Ask for it as a package, or tag the cell 'remove-cell'.");
        }
    }

    // Nothing that MSBuild would expand or take for two.
    [GeneratedRegex(@"^https?://[^\s$%@;()*?]+$", RegexOptions.IgnoreCase)]
    private static partial Regex SafeAddress();
}
