namespace AgentNotebook.Tests.Support;

/// <summary>A test, with data, of something that only Linux has.</summary>
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Linux only.";
}
