using AgentNotebook.Polyglot.Engine;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace AgentNotebook.Polyglot.Tests;

/// <summary>An engine without the engine: C# cells by Roslyn's scripting, as .NET Interactive runs them, and everything that is shown kept in order.</summary>
internal sealed class ScriptedEngine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-polyglot-tests-");
    private ScriptState _state = null!;
    private PolyglotExtension _extension = null!;

    private ScriptedEngine()
    {
    }

    /// <summary>Folder of the notebook.</summary>
    public string Folder => _folder.FullName;

    public PolyglotExtension Extension => _extension;

    /// <summary>What the person answers when asked; <see langword="null"/> for a front end that cannot ask.</summary>
    public string? Answer { get; set; }

    public static async Task<ScriptedEngine> StartAsync(params string[] own)
    {
        var engine = new ScriptedEngine();
        engine._state = await CSharpScript.RunAsync("", ScriptOptions.Default.AddReferences(typeof(Enumerable).Assembly, typeof(List<>).Assembly).AddImports("System", "System.Linq", "System.Collections.Generic"));
        engine._extension = PolyglotExtension.Open(engine.Calls(own), engine.Folder);
        return engine;
    }

    /// <summary>Opens the extension a second time in the same folder, as another kernel would.</summary>
    public PolyglotExtension OpenAgain() => PolyglotExtension.Open(Calls([]), Folder);

    /// <summary>Runs a C# cell.</summary>
    public async Task CSharpAsync(string code) => _state = await _state.ContinueWithAsync(code);

    /// <summary>The value of a C# expression.</summary>
    public async Task<object?> ValueAsync(string expression) => (await _state.ContinueWithAsync(expression)).ReturnValue;

    /// <summary>Runs the one magic of a cell, as the script does it.</summary>
    public async Task<CellRecord> RunAsync(string cell, CancellationToken stop = default, Action<CellRecord>? shown = null)
    {
        var record = new CellRecord();
        var name = cell.Split(' ', '\n')[0];
        var magic = _extension.Magics.Single(magic => magic.Name == name);
        await _extension.RunAsync(magic, "Directive: " + cell.Split('\n')[0], record.Cell(cell, stop, shown));
        return record;
    }

    public void Dispose()
    {
        _extension.Dispose();
        _folder.Delete(recursive: true);
    }

    private EngineCalls Calls(string[] own) => new()
    {
        ScriptState = () => _state,
        SetVariableAsync = async (name, value, type) =>
        {
            await CSharpAsync($"{CSharpName(type)} {name} = default;");
            _state.GetVariable(name)!.Value = value;
        },
        AskAsync = _ => Answer is { } answer ? Task.FromResult<string?>(answer) : throw new InvalidOperationException("This front end cannot ask."),
        Text = value => value?.ToString() ?? "<null>",
        Has = own.Contains,
    };

    private static string CSharpName(Type type) =>
        type.IsArray ? $"{CSharpName(type.GetElementType()!)}[]"
        : type.IsGenericType ? $"{type.FullName!.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(CSharpName))}>"
        : type.FullName!;
}
