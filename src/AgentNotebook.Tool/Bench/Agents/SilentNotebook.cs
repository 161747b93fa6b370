using AgentNotebook.Display;
using AgentNotebook.Execution;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Variables;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>A notebook that counts what it is shown.</summary>
internal sealed class SilentNotebook(NotebookServices services) : INotebook
{
    private int _shown;

    /// <summary>Displays and updates.</summary>
    public int Shown => _shown;

    public NotebookServices Services => services;

    public void Display(MimeBundle bundle, string? displayId = null) => Interlocked.Increment(ref _shown);

    public void Update(string displayId, MimeBundle bundle) => Interlocked.Increment(ref _shown);

    public void Print(string text, bool isError = false)
    {
    }

    public Task<GuestVariable> GetVariableAsync(string name, long maximumBytes, CancellationToken cancellationToken) =>
        throw new MagicException($"There is no variable '{name}'.");

    public Task DeclareVariableAsync(string name, string type, string json, CancellationToken cancellationToken) => Task.CompletedTask;

    public IReadOnlyList<NotebookVariable> Variables() => [];

    public Task<CheckOutcome> CheckAsync(string code, string check, TimeSpan limit, CancellationToken cancellationToken) =>
        throw new MagicException("This notebook runs no checks.");

    public Task<string?> AskAsync(string prompt, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task ImportAsync(string file, CancellationToken cancellationToken) => Task.CompletedTask;

    public void AtEnd(Action action)
    {
    }
}
