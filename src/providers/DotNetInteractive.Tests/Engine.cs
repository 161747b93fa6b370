using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;

namespace DotNetInteractive.Tests;

/// <summary>The real engine of .NET Interactive in this process, in a folder of its own, with the extension loaded as the engine loads one from a package.</summary>
public sealed class Engine : IAsyncLifetime
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-engine-");
    private readonly CompositeKernel _root = [];
    private readonly CSharpKernel _csharp = new();

    /// <summary>What loading the extension printed and showed.</summary>
    public IReadOnlyList<KernelEvent> Loading { get; private set; } = [];

    public async Task InitializeAsync()
    {
        // The engine's notion of where the notebook is.
        Directory.SetCurrentDirectory(_folder.FullName);
        _root.Add(_csharp);
        _root.DefaultKernelName = _csharp.Name;
        var loading = new List<KernelEvent>();
        using (_root.KernelEvents.Subscribe(loading.Add))
        {
            var libraries = string.Join('\n', new[] { "AgentNotebook", "AgentNotebook.Polyglot" }.Select(name => $"#r \"{Path.Combine(AppContext.BaseDirectory, name + ".dll")}\""));
            await RunAsync(libraries);
            await _root.LoadAndRunInteractiveDocument(new FileInfo(Path.Combine(AppContext.BaseDirectory, "extension.dib")));
        }

        Loading = loading;
    }

    /// <summary>Runs a cell.</summary>
    public async Task<CellEvents> RunAsync(string code, string? kernel = null) => new((await _root.SendAsync(new SubmitCode(code, kernel))).Events);

    /// <summary>Runs a cell and stops it as a front end does, once something of it satisfies a condition.</summary>
    public async Task<CellEvents> StopAsync(string code, Func<KernelEvent, bool> when)
    {
        var cell = new SubmitCode(code);
        using var seen = _root.KernelEvents.Subscribe(happened =>
        {
            if (when(happened))
            {
                _ = Task.Run(() => _root.SendAsync(new Cancel()));
            }
        });
        return new CellEvents((await _root.SendAsync(cell)).Events);
    }

    /// <summary>What may stand at the end of a line.</summary>
    public async Task<IReadOnlyList<string>> CompleteAsync(string line)
    {
        var result = await _root.SendAsync(new RequestCompletions(line, new LinePosition(0, line.Length)));
        return [.. result.Events.OfType<CompletionsProduced>().SelectMany(produced => produced.Completions).Select(item => item.InsertText)];
    }

    /// <summary>What is said of a place of a line.</summary>
    public async Task<string> HoverAsync(string line, int position)
    {
        var result = await _root.SendAsync(new RequestHoverText(line, new LinePosition(0, position)));
        return string.Concat(result.Events.OfType<HoverTextProduced>().SelectMany(produced => produced.Content).Select(content => content.Value));
    }

    /// <summary>The names of the C# variables.</summary>
    public async Task<IReadOnlyList<string>> VariablesAsync()
    {
        var result = await _root.SendAsync(new RequestValueInfos("csharp"));
        return [.. result.Events.OfType<ValueInfosProduced>().SelectMany(produced => produced.ValueInfos).Select(info => info.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>The names of all magics, those of the engine too.</summary>
    public IEnumerable<string> Magics => _root.ChildKernels.Append<Kernel>(_root).SelectMany(kernel => kernel.KernelInfo.SupportedDirectives).Select(directive => directive.Name);

    public Task DisposeAsync()
    {
        _root.Dispose();
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
