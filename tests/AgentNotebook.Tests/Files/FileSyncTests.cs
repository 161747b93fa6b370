using AgentNotebook.Files;

namespace AgentNotebook.Tests.Files;

public sealed class FileSyncTests
{
    [Fact]
    public void what_has_no_disk_needs_no_flush()
    {
        using var nowhere = File.OpenHandle(OperatingSystem.IsWindows() ? "NUL" : "/dev/null", FileMode.Open, FileAccess.Write);
        FileSync.Flush(nowhere);
    }
}
