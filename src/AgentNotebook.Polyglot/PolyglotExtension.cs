using AgentNotebook.Magics;
using AgentNotebook.Models;
using AgentNotebook.Polyglot.Binding;
using AgentNotebook.Polyglot.Cells;
using AgentNotebook.Polyglot.Engine;
using AgentNotebook.Polyglot.Opening;
using AgentNotebook.Sessions;

namespace AgentNotebook.Polyglot;

/// <summary>AgentNotebook in .NET Interactive. <c>extension.dib</c> opens it, tells the engine of its magics and hands it the cells that call them.</summary>
public sealed class PolyglotExtension : IDisposable
{
    private readonly OpenNotebook _notebook;
    private readonly EngineCalls _engine;
    private readonly MagicCatalog _catalog = BuiltInMagics.CreateCatalog();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _disposed;

    private PolyglotExtension(EngineCalls engine, string folder)
    {
        (_engine, _notebook) = (engine, OpenNotebook.In(folder));
        Magics = [.. _catalog.All.Where(magic => !magic.IsLanguage && !engine.Has(magic.Name)).Select(PolyglotMagic.Of)];
        AppDomain.CurrentDomain.ProcessExit += DisposeAtExit;
    }

    /// <summary>The magics that the engine does not have itself, in the order of their names.</summary>
    public IReadOnlyList<PolyglotMagic> Magics { get; }

    /// <summary>What is kept from one start of the notebook to the next: <c>Session["name"] = value</c>.</summary>
    public Session Session => _notebook.Services.Session;

    /// <summary>The models that <c>#!agent-run</c> can use, and where code adds its own: <c>Models.Register("mine", chatClient)</c>.</summary>
    public ModelCatalog Models => _notebook.Services.Models;

    /// <summary>Opens the notebook in the folder that is current.</summary>
    /// <param name="engine">The engine.</param>
    public static PolyglotExtension Open(EngineCalls engine) => Open(engine, Directory.GetCurrentDirectory());

    internal static PolyglotExtension Open(EngineCalls engine, string folder) => new(engine, folder);

    /// <summary>What is there: magics, sandbox, memory probe, session. The sandbox is tried for it.</summary>
    /// <param name="cancellationToken">Stops trying.</param>
    public Task<string> WelcomeAsync(CancellationToken cancellationToken = default) =>
        Welcome.SayAsync(_notebook, [.. Magics.Select(magic => magic.Name)], cancellationToken);

    /// <summary>Runs a magic of a cell. Whatever goes wrong ends the cell with a message.</summary>
    /// <param name="magic">The magic.</param>
    /// <param name="engineText">What the engine's command says of itself, which holds the magic's line; <see langword="null"/> when all of the cell is the magic's body.</param>
    /// <param name="cell">The cell.</param>
    public async Task RunAsync(PolyglotMagic magic, string? engineText, EngineCell cell)
    {
        // The engine goes on with the next cell as soon as one is stopped, and not when it has ended.
        await _turn.WaitAsync();
        try
        {
            var line = engineText is null ? new CellLine(magic.Name, 0, cell.Code) : CellLine.Find(cell.Code, magic.Name, engineText) ?? throw Unreadable(magic);
            var notebook = new EngineNotebook(_notebook.Services, _engine, cell);
            var (declaration, arguments) = _catalog.Parse(line.Text, line.Number);
            if (arguments is null)
            {
                notebook.Print(MagicHelp.Of(declaration));
                return;
            }

            var body = declaration.HasBody ? line.Next : "";
            await Task.Run(() => declaration.Run(new MagicInvocation(declaration, arguments, body, line.Number + 1, "", notebook), cell.Stop), CancellationToken.None);
        }
        catch (Exception exception)
        {
            cell.Fail(CellFailure.InWords(magic.Name, exception, cell.Stop));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives everything back; a dirty session is flushed.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit -= DisposeAtExit;
            Task.Run(() => _notebook.DisposeAsync().AsTask()).GetAwaiter().GetResult();
        }
    }

    private static MagicException Unreadable(PolyglotMagic magic) =>
        new($"{magic.Name} stands in no line of the cell that begins with it. Write it at the beginning of a line.");

    private void DisposeAtExit(object? sender, EventArgs e) => Dispose();
}
