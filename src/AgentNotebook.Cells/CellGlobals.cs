using AgentNotebook.Cells.Comms;
using AgentNotebook.Cells.Displays;
using AgentNotebook.Cells.Input;
using AgentNotebook.Display;
using AgentNotebook.Gpu.Leases;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Cells;

/// <summary>The members every C# cell sees without a declaration.</summary>
public sealed class CellGlobals
{
    private readonly CellDisplays _displays;

    internal CellGlobals(CellDisplays displays, Session session, CommHub comms, ModelCatalog models, MemoryLeases leases) => (_displays, Session, Comms, Models, GpuMemory) = (displays, session, comms, models, leases);

    /// <summary>What is kept from one start of the notebook to the next: <c>Session["name"] = value</c>.</summary>
    public Session Session { get; }

    /// <summary>Lines between code of the notebook and code of its front ends: <c>Comms.Register("target", (comm, message) => …)</c>.</summary>
    public CommHub Comms { get; }

    /// <summary>The models that <c>#!agent-run</c> can use, and where code adds its own: <c>Models.Register("mine", chatClient)</c>, then <c>#!agent-run --model mine</c>.</summary>
    public ModelCatalog Models { get; }

    /// <summary>Scopes whose memory is proved back: <c>using (var lease = GpuMemory.Lease("train")) { … }</c>. Where there is no GPU, of the process's memory, and the report says so.</summary>
    public MemoryLeases GpuMemory { get; }

    /// <summary>Asks for input as notebooks written for .NET Interactive do: <c>await Kernel.GetInputAsync("Name")</c>.</summary>
    public NotebookInput Kernel { get; } = new();

#pragma warning disable IDE1006 // Notebooks have written these in lower case since before this one.
    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">Anything; a <see cref="MimeBundle"/> is shown as it is.</param>
    /// <param name="mimeType">
    /// The representation wanted. A string is then taken as content of that type, an array of bytes as the content of an image, a sound or a film.
    /// <see langword="null"/> chooses for the value.
    /// </param>
    /// <param name="displayId">Names it for <see cref="UpdateDisplay"/>, in this cell or a later one; <see langword="null"/> takes a name of its own.</param>
    /// <returns>A handle that changes what is shown.</returns>
    public DisplayedValue display(object? value, string? mimeType = null, string? displayId = null) => _displays.Show(value, mimeType, displayId);

    /// <summary>
    /// Records a result of the notebook under a name, as scrapbook does: it is shown as <c>name = value</c>, and whoever reads the executed notebook
    /// finds the value by its name. <c>agentnb run --grid</c> makes a column of it.
    /// </summary>
    /// <remarks>Format: scrapbook's models, https://nteract-scrapbook.readthedocs.io/en/latest/models.html.</remarks>
    /// <param name="name">1 to 200 characters. A name that is used again takes the place of the earlier one.</param>
    /// <param name="data">A number, a text, a bool, <see langword="null"/>, or anything that System.Text.Json writes; at most as long as a rendering may be.</param>
    /// <exception cref="ArgumentException">The name is empty or too long, or the value has no JSON form or one that is too long.</exception>
    public DisplayedValue glue(string name, object? data) => _displays.Show(Scrap.Of(name, data), mimeType: null, displayId: null);

    /// <summary>Asks the person at the notebook for a line and waits for it.</summary>
    /// <param name="prompt">What to show before the place for the answer.</param>
    /// <exception cref="InputUnavailableException">Nobody can answer.</exception>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public string input(string prompt = "") => NotebookInput.AskAsync(prompt, isPassword: false).GetAwaiter().GetResult();

    /// <summary>Asks the person at the notebook for a line that is hidden while it is typed, and waits for it.</summary>
    /// <param name="prompt">What to show before the place for the answer.</param>
    /// <returns>The line as it was typed: a cell that ends in this expression shows it.</returns>
    /// <exception cref="InputUnavailableException">Nobody can answer.</exception>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public string password(string prompt = "") => NotebookInput.AskAsync(prompt, isPassword: true).GetAwaiter().GetResult();
#pragma warning restore IDE1006

    /// <summary>Replaces everything that was shown under a display id. Unknown ids are ignored.</summary>
    /// <param name="displayId">The id, as it was given to <see cref="display"/>.</param>
    /// <param name="value">Anything.</param>
    /// <param name="mimeType">The representation wanted; <see langword="null"/> chooses for the value.</param>
    public void UpdateDisplay(string displayId, object? value, string? mimeType = null) => _displays.Update(displayId, value, mimeType);

    /// <summary>Removes what the cell has put out so far.</summary>
    /// <param name="wait">Whether it stays until something new comes, which then takes its place without a flicker.</param>
    public void ClearOutput(bool wait = false) => _displays.Clear(wait);
}
