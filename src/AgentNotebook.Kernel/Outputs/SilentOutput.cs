using AgentNotebook.Cells;
using AgentNotebook.Display;

namespace AgentNotebook.Kernel.Outputs;

/// <summary>Takes the output of a request that asked for none.</summary>
internal sealed class SilentOutput : ICellOutput
{
    public void Stream(string name, string text)
    {
    }

    public void Display(MimeBundle bundle, string? displayId)
    {
    }

    public void Update(string displayId, MimeBundle bundle)
    {
    }

    public void Result(MimeBundle bundle, int executionCount)
    {
    }

    public void Clear(bool wait)
    {
    }
}
