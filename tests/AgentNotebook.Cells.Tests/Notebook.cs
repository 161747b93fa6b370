using AgentNotebook.Magics;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Cells.Tests;

/// <summary>An engine with a few small magics, or the built-in ones, and the output of its last cell.</summary>
internal sealed class Notebook : IAsyncDisposable
{
    private readonly ScratchServices _scratch = new();
    private readonly List<MagicInvocation> _invocations = [];

    public Notebook(CellEngineOptions? options = null, TimeProvider? time = null, bool builtIn = false)
    {
        var catalog = new MagicCatalog(
        [
            Magic("#!say", (call, _) => { Console.Write(call.Arguments.Get("--text", "hello")); return Task.CompletedTask; }) with
            {
                Parameters =
                [
                    new MagicParameter("--text", ParameterKind.Text, "What to say.") { ValueName = "WORDS", Default = "hello" },
                    new MagicParameter("--loud", ParameterKind.Flag, "Louder."),
                ],
            },
            Magic("#!body", (_, _) => Task.CompletedTask) with { HasBody = true, BodyHelp = "anything" },
            Magic("#!refuse", (_, _) => throw new MagicException("not here", 2, 3) { RefusedForSafety = true }) with { HasBody = true },
            Magic("#!broken", (_, _) => throw new InvalidOperationException("a slip")),
            Magic("#!wait", (_, stop) => Task.Delay(Timeout.Infinite, stop)),
            Magic("#!declare", (call, stop) => call.Notebook.DeclareVariableAsync("declared", "System.Collections.Generic.List<double>", "[1.5,\"NaN\"]", stop)),
        ]);
        Engine = new CellEngine(_scratch.Services with { Time = time ?? TimeProvider.System }, builtIn ? BuiltInMagics.CreateCatalog() : catalog, options);
    }

    /// <summary>The notebook's folder.</summary>
    public string Folder => _scratch.Services.Folder;

    public CellEngine Engine { get; }

    public RecordedOutput Output { get; private set; } = new();

    /// <summary>Who answers when a cell asks.</summary>
    public ICellInput? Input { get; init; }

    public IReadOnlyList<MagicInvocation> Invocations => _invocations;

    public Task<CellResult> Run(string code, CancellationToken cancellationToken = default, string language = CellSource.CSharp)
    {
        Output = new RecordedOutput();
        return Engine.ExecuteAsync(new CellSource(code, "cell-1", language), Output, Input, cancellationToken);
    }

    /// <summary>Runs a cell that must succeed and returns its result as text.</summary>
    public async Task<string?> Value(string code)
    {
        var result = await Run(code);
        Assert.True(result.Succeeded, string.Join('\n', result.Error?.Traceback ?? []));
        return Output.Calls.LastOrDefault(call => call.StartsWith("result[", StringComparison.Ordinal)) is { } call ? call[(call.IndexOf(':') + 1)..] : null;
    }

    /// <summary>Writes a file into the notebook's folder.</summary>
    public void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public async Task<CellError> Error(string code)
    {
        var result = await Run(code);
        Assert.False(result.Succeeded);
        return result.Error!;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _scratch.Dispose();
    }

    private MagicDeclaration Magic(string name, Func<MagicInvocation, CancellationToken, Task> run) =>
        new(name, $"Does {name}.", [], (call, stop) =>
        {
            _invocations.Add(call);
            return run(call, stop);
        });
}
