namespace AgentNotebook.Tests.Execution;

/// <summary>A folder for one test.</summary>
internal sealed class TestFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("agentnb-test-").FullName;

    /// <summary>Lets every user of the machine read it.</summary>
    internal void OpenToAll()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
