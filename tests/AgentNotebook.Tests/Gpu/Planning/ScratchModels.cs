namespace AgentNotebook.Tests.Gpu.Planning;

/// <summary>A folder for a test's model files, gone when the test is.</summary>
internal sealed class ScratchModels : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-plan-");

    public string Folder => _folder.FullName;

    public string File(string name) => Path.Combine(Folder, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
