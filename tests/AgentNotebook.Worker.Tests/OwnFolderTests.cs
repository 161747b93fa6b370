namespace AgentNotebook.Worker.Tests;

public class OwnFolderTests
{
    [Theory]
    [InlineData("agentnb-worker-0123456789abcdef0123456789abcdef", false)]
    [InlineData("agentnb-worker-of-mine", true)]
    [InlineData("home", true)]
    public void only_a_scratch_folder_is_deleted(string name, bool stays)
    {
        var root = Directory.CreateTempSubdirectory("agentnb-test-");
        try
        {
            var folder = root.CreateSubdirectory(name);
            File.WriteAllText(Path.Combine(folder.FullName, "file"), "x");

            OwnFolder.Delete(folder.FullName);

            Assert.Equal(stays, Directory.Exists(folder.FullName));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
