namespace AgentNotebook.Archives.Tests.Support;

/// <summary>A theory with archives that another program writes; skipped, with the way to get it, where that program is missing.</summary>
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    /// <param name="program">Its name in the search path.</param>
    /// <param name="package">The package of Debian that has it.</param>
    public ToolTheoryAttribute(string program, string package) =>
        Skip = LinuxTheoryAttribute.Missing ?? (Tool.IsThere(program) ? null : $"{program} is not installed; get it by 'apt-get install {package}' (Debian, Ubuntu).");
}
