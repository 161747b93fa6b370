namespace AgentNotebook.Archives.Tests.Support;

/// <summary>A test that needs Linux: its modes, its links, the extractor's sandbox.</summary>
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = LinuxTheoryAttribute.Missing;
}
