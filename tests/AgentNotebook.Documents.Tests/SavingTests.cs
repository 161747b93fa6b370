namespace AgentNotebook.Documents.Tests;

public class SavingTests
{
    [Fact]
    public void saving_replaces_the_file_and_leaves_nothing_else_behind()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.ipynb"), "before");
        var document = NotebookText.Of("1");
        document.Save(folder.File("a.ipynb"));
        Assert.Equal(document.ToBytes(), File.ReadAllBytes(folder.File("a.ipynb")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void a_file_that_cannot_be_replaced_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        // A folder in the target's place fails the rename, after the new file was written beside it.
        Directory.CreateDirectory(folder.File("a.ipynb"));
        File.WriteAllText(folder.File("a.ipynb/inside"), "kept");
        var message = Assert.Throws<NotebookException>(() => NotebookText.Of("1").Save(folder.File("a.ipynb"))).Message;
        Assert.Contains("Nothing there was changed", message);
        Assert.Contains("--output FILE", message);
        Assert.Equal("kept", File.ReadAllText(folder.File("a.ipynb/inside")));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void a_folder_that_does_not_exist_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<NotebookException>(() => NotebookText.Of("1").Save(folder.File("none/a.ipynb")));
    }

    [Fact]
    public void a_link_stays_a_link_and_the_mode_is_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("real.ipynb"), "before");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(folder.File("real.ipynb"), Mode);
        File.CreateSymbolicLink(folder.File("link.ipynb"), "real.ipynb");
        NotebookText.Of("1").Save(folder.File("link.ipynb"));
        Assert.Equal("real.ipynb", new FileInfo(folder.File("link.ipynb")).LinkTarget);
        Assert.Single(NotebookDocument.Load(folder.File("real.ipynb")).Cells);
        Assert.Equal(Mode, File.GetUnixFileMode(folder.File("real.ipynb")));
    }
}
