namespace AgentNotebook.Archives.Tests.Support;

/// <summary>A theory that needs Linux: its modes, its links, the extractor's sandbox.</summary>
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    internal static readonly string? Missing = OperatingSystem.IsLinux() ? null : "Archives are unpacked in a sandbox, and there is one on Linux only.";

    public LinuxTheoryAttribute() => Skip = Missing;
}
