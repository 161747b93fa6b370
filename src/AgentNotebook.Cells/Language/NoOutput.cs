using AgentNotebook.Display;

namespace AgentNotebook.Cells.Language;

/// <summary>Drops what is put out.</summary>
internal sealed class NoOutput : ICellOutput
{
    public static NoOutput Instance { get; } = new();

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
