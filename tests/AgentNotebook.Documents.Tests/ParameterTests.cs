namespace AgentNotebook.Documents.Tests;

public class ParameterTests
{
    [Theory]
    [InlineData("n=5", "5")]
    [InlineData("n=-5", "-5")]
    [InlineData("n=5000000000", "5000000000L")]
    [InlineData("n=0.5", "0.5d")]
    [InlineData("n=1e-3", "0.001d")]
    [InlineData("n=true", "true")]
    [InlineData("n=two words", "\"two words\"")]
    [InlineData("n=\"5\"", "\"5\"")]
    [InlineData("n=a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("n=", "\"\"")]
    [InlineData("n=a=b", "\"a=b\"")]
    [InlineData("n=1e999", "\"1e999\"")]
    [InlineData("n=[1,2]", "new int[] { 1, 2 }")]
    [InlineData("n=[1,5000000000]", "new long[] { 1, 5000000000L }")]
    [InlineData("n=[1,2.5]", "new double[] { 1d, 2.5d }")]
    [InlineData("n=[\"a\",\"b\\\"c\"]", "new string[] { \"a\", \"b\\\"c\" }")]
    [InlineData("n=[true,false]", "new bool[] { true, false }")]
    public void values_become_typed_literals(string text, string literal) => Assert.Equal(literal, NotebookParameter.Parse(text).Literal);

    [Theory]
    [InlineData("n", "has no value")]
    [InlineData("1n=5", "is no C# identifier")]
    [InlineData("class=5", "is no C# identifier")]
    [InlineData("n=[1,", "begins like a list but is none")]
    [InlineData("n=[[1]]", "all numbers, all strings or all true and false")]
    [InlineData("n=[[[1]]]", "begins like a list but is none")]
    [InlineData("n=[1,\"a\"]", "all numbers, all strings or all true and false")]
    [InlineData("n=[null]", "all numbers, all strings or all true and false")]
    [InlineData("n=[]", "no element type")]
    public void what_is_no_parameter_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<NotebookException>(() => NotebookParameter.Parse(text)).Message);
}
