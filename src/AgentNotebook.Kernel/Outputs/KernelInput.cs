using AgentNotebook.Cells;
using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Outputs;

/// <summary>Asks the front end that runs a cell.</summary>
/// <param name="stdin">The channel to ask on.</param>
/// <param name="request">The request the cell runs for: whoever sent it is asked.</param>
internal sealed class KernelInput(StdinChannel stdin, JupyterMessage request) : ICellInput
{
    public Task<string> ReadAsync(string prompt, bool isPassword, CancellationToken cancellationToken) =>
        stdin.AskAsync(request, prompt, isPassword, cancellationToken);
}
