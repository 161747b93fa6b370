using AgentNotebook.Documents.Parameters;

namespace AgentNotebook.Documents.Tests.Parameters;

public sealed class ParametersFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void yaml_and_json_give_the_types_that_the_command_line_gives()
    {
        string[] expected = ["rate=0.1d", "n=5", "big=5000000000L", "on=true", "name=\"two words\"", "code=\"5\"", "xs=new int[] { 1, 2 }", "names=new string[] { \"a\", \"5\" }"];
        Assert.Equal(expected, Read("rate: 0.1\nn: 5\nbig: 5000000000\non: true\nname: two words\ncode: \"5\"   # a text\nxs: [1, 2]\nnames:\n  - a\n  - '5'\n"));
        Assert.Equal(expected, Read("""{"rate": 0.1, "n": 5, "big": 5000000000, "on": true, "name": "two words", "code": "5", "xs": [1, 2], "names": ["a", "5"]}"""));
    }

    [Theory]
    [InlineData("rate: 0.1\nrate: 0.2", "(2,1): 'rate' stands here a second time")]
    [InlineData("rate:\n  a: 1", "(2,3): The value of 'rate' is a mapping")]
    [InlineData("rate: ~", "(1,7): 'rate' has no value")]
    [InlineData("- 1", "has to be a mapping")]
    [InlineData("a b: 1", "(1,6): Parameter 'a b' is no C# identifier")]
    [InlineData("x: [1, a]", "all numbers, all strings")]
    [InlineData("x: [[1]]", "holds a list")]
    [InlineData("x: &a [1]\ny: *a", "Anchors and tags are not allowed in a parameters file")]
    [InlineData("x: !!binary aa", "Anchors and tags are not allowed")]
    [InlineData("x: [1", "not well-formed YAML")]
    [InlineData("", "is empty. It needs a mapping")]
    public void what_is_no_parameter_is_refused_with_its_place(string text, string message)
    {
        var error = Assert.Throws<NotebookException>(() => Read(text));
        Assert.StartsWith(_folder.File("params.yaml"), error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void a_file_that_is_too_large_is_not_read_to_its_end() =>
        Assert.Contains("larger than 65,536 bytes. Give large data to the notebook as a file", Assert.Throws<NotebookException>(() => Read(new string('#', 70_000))).Message);

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Read(string text)
    {
        File.WriteAllText(_folder.File("params.yaml"), text);
        return ParametersFile.Read(_folder.File("params.yaml")).Select(parameter => $"{parameter.Name}={parameter.Literal}").ToList();
    }
}
