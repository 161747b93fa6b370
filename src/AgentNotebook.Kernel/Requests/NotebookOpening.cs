using AgentNotebook.Cells;
using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Requests;

/// <summary>The notebook on its way: it opens while front ends are still connecting, and whoever needs it waits.</summary>
/// <param name="open">Opens it.</param>
internal sealed class NotebookOpening(Func<Task<KernelNotebook>> open)
{
    private readonly Task<KernelNotebook> _notebook = Task.Run(open);
    private bool _told;

    /// <summary>Its engine.</summary>
    public async Task<CellEngine> EngineAsync(CancellationToken cancellationToken) => (await _notebook.WaitAsync(cancellationToken)).Engine;

    /// <summary>Tells the person at the notebook, once, what there is to say about how it opened.</summary>
    public async Task TellAsync(KernelRequest request, CancellationToken cancellationToken)
    {
        var notebook = await _notebook.WaitAsync(cancellationToken);
        if (!_told && notebook.Notice.Length > 0)
        {
            request.Publish("stream", writer =>
            {
                writer.WriteString("name", "stderr");
                writer.WriteString("text", notebook.Notice + "\n");
            });
        }

        _told = true;
    }
}
