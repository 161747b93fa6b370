using AgentNotebook.Execution.Exchange;

namespace AgentNotebook.Tests.Execution;

public sealed class InputFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-inputs-");

    [Fact]
    public void files_are_read_under_their_names_in_order()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a=b.txt"), "one");
        File.WriteAllText(Path.Combine(_folder.FullName, "empty"), "");

        var inputs = InputFiles.Read(["x=a=b.txt", $"y={Path.Combine(_folder.FullName, "empty")}"], _folder.FullName, 3);

        Assert.Equal([("x", 3), ("y", 0)], inputs.Select(input => (input.Name, input.Bytes.Length)));
        Assert.Equal("one"u8.ToArray(), inputs[0].Bytes.ToArray());
    }

    [Theory]
    [InlineData("data.csv", "write NAME=FILE, such as data.csv=data.csv")]
    [InlineData("name=", "write NAME=FILE")]
    [InlineData("=file", "0 characters")]
    [InlineData("../x=file", "path separator")]
    [InlineData("..=file", "names a folder")]
    [InlineData("a\u0007b=file", "U+0007")]
    public void what_is_no_assignment_is_refused_with_the_reason(string assignment, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => InputFiles.Read([assignment], _folder.FullName, 1000)).Message, StringComparison.Ordinal);

    [Fact]
    public void a_name_is_given_once()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "f"), "");

        Assert.Contains("Two inputs", Assert.Throws<FormatException>(() => InputFiles.Read(["x=f", "x=f"], _folder.FullName, 1000)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent", "no such file")]
    [InlineData(".", "is a folder")]
    [InlineData("/dev/zero", "more than the 1,000 bytes")]
    public void a_file_that_cannot_be_handed_in_is_named(string file, string why)
    {
        var message = Assert.Throws<ExchangeFileException>(() => InputFiles.Read([$"x={file}"], _folder.FullName, 1000)).Message;

        Assert.StartsWith(Path.GetFullPath(file, _folder.FullName), message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    [Fact]
    public void the_limit_is_for_all_files_together()
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "f"), new byte[600]);

        Assert.Throws<ExchangeFileException>(() => InputFiles.Read(["x=f", "y=f"], _folder.FullName, 1000));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
