using AgentNotebook.Display;
using AgentNotebook.Execution;
using AgentNotebook.Magics.Variables;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>The notebook, with other services in the place of its own.</summary>
/// <param name="notebook">The notebook.</param>
/// <param name="services">What a magic works with instead.</param>
internal class NotebookWith(INotebook notebook, NotebookServices services) : INotebook
{
    public NotebookServices Services { get; } = services;

    public void Display(MimeBundle bundle, string? displayId = null) => notebook.Display(bundle, displayId);

    public void Update(string displayId, MimeBundle bundle) => notebook.Update(displayId, bundle);

    public void Print(string text, bool isError = false) => notebook.Print(text, isError);

    public Task<GuestVariable> GetVariableAsync(string name, long maximumBytes, CancellationToken cancellationToken) =>
        notebook.GetVariableAsync(name, maximumBytes, cancellationToken);

    public Task DeclareVariableAsync(string name, string type, string json, CancellationToken cancellationToken) =>
        notebook.DeclareVariableAsync(name, type, json, cancellationToken);

    public IReadOnlyList<NotebookVariable> Variables() => notebook.Variables();

    public Task<CheckOutcome> CheckAsync(string code, string check, TimeSpan limit, CancellationToken cancellationToken) =>
        notebook.CheckAsync(code, check, limit, cancellationToken);

    public Task<string?> AskAsync(string prompt, CancellationToken cancellationToken) => notebook.AskAsync(prompt, cancellationToken);

    public Task ImportAsync(string file, CancellationToken cancellationToken) => notebook.ImportAsync(file, cancellationToken);

    public void AtEnd(Action action) => notebook.AtEnd(action);
}
