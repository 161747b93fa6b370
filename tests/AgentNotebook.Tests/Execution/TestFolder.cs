namespace AgentNotebook.Tests.Execution;

/// <summary>A folder for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("agentnb-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
