namespace AgentNotebook.Tool.Tests.Support;

/// <summary>The same of a test with data.</summary>
public sealed class SandboxTheoryAttribute : TheoryAttribute
{
    public SandboxTheoryAttribute() => Skip = new SandboxFactAttribute().Skip;
}
