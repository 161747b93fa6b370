using AgentNotebook.Execution;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>The folders a run's code may read: a runner of its own for the time of the magic, so that no other guest may read them.</summary>
internal sealed class RunReads : IAsyncDisposable
{
    private readonly ICodeRunner? _own;

    private RunReads(MagicInvocation invocation, ICodeRunner? own) => (Invocation, _own) = (invocation, own);

    /// <summary>The magic as it was typed, in a notebook whose guests may read the folders.</summary>
    internal MagicInvocation Invocation { get; }

    /// <param name="invocation">The magic as it was typed.</param>
    /// <param name="folders">Full paths.</param>
    /// <exception cref="MagicException">A folder is none that a guest may read, or guests cannot be held to it here.</exception>
    internal static RunReads Open(MagicInvocation invocation, IReadOnlyList<string> folders)
    {
        if (folders.Count == 0)
        {
            return new RunReads(invocation, null);
        }

        var notebook = invocation.Notebook;
        try
        {
            var own = notebook.Services.Runner.WithReads(folders);
            return new RunReads(invocation with { Notebook = new NotebookWith(notebook, notebook.Services with { Runner = own }) }, own);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new MagicException(exception is ArgumentException { ParamName: { } name } ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message, invocation.BodyLine - 1, inner: exception);
        }
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
