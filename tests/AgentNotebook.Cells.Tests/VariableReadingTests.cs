using AgentNotebook.Execution;
using AgentNotebook.Magics;

namespace AgentNotebook.Cells.Tests;

public class VariableReadingTests
{
    [Theory]
    [InlineData("var x = new[] { 1.5, double.NaN };", "double[]", "[1.5,\"NaN\"]")]
    [InlineData("string x = null;", "string", "null")]
    [InlineData("var x = (A: 1, B: \"é\");", "(int A, string B)", "{\"Item1\":1,\"Item2\":\"é\"}")]
    [InlineData("const int x = 7;", "int", "7")]
    [InlineData("IEnumerable<int> x = Enumerable.Range(0, 3);", "System.Collections.Generic.IEnumerable<int>", "[0,1,2]")]
    [InlineData("int x => 6 * 7;", "int", "42")]
    [InlineData("var x = new Dictionary<string, List<DateTime?>> { [\"a\"] = new() { null } };", "System.Collections.Generic.Dictionary<string, System.Collections.Generic.List<System.DateTime?>>", "{\"a\":[null]}")]
    [InlineData("object x = new[] { 1 };", "object", "[1]")]
    public async Task a_variable_is_taken_with_its_type_as_source_and_its_value_as_json(string code, string type, string json)
    {
        await using var notebook = new Notebook();
        await notebook.Value(code);
        Assert.Equal(new GuestVariable("x", type, json), await notebook.Engine.GetVariableAsync("x", 1000, default));
    }

    [Fact]
    public async Task the_latest_declaration_and_the_latest_value_count()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var x = 1; var y = 2;");
        await notebook.Value("var x = \"two\";");
        await notebook.Value("y = 3; x += \"!\";");
        Assert.Equal(new GuestVariable("x", "string", "\"two!\""), await notebook.Engine.GetVariableAsync("x", 1000, default));
        Assert.Equal(new GuestVariable("y", "int", "3"), await notebook.Engine.GetVariableAsync("y", 1000, default));
    }

    [Theory]
    [InlineData("record Point(int X); var x = new Point(1);", "'x' has the type Point, which a guest does not know")]
    [InlineData("record Point(int X); var x = new List<Point>();", "List<Point>, which a guest does not know")]
    [InlineData("var x = new { A = 1 };", "which a guest does not know")]
    [InlineData("var x = new string('y', 2000);", "'x' is larger than 1,000 bytes")]
    [InlineData("var x = new object[1]; x[0] = x;", "refers to itself")]
    [InlineData("Action x = () => { };", "cannot be written as JSON")]
    [InlineData("int x => throw new Exception(\"not now\");", "cannot be read: not now")]
    [InlineData("var yx = 1;", "There is no variable 'x'. Did you mean 'yx'? Variables: yx.")]
    [InlineData("int x() => 1;", "There is no variable 'x'. The notebook has none yet")]
    public async Task what_cannot_be_taken_is_refused_with_the_reason(string code, string why)
    {
        await using var notebook = new Notebook();
        await notebook.Value(code);
        Assert.Contains(why, (await Assert.ThrowsAsync<MagicException>(() => notebook.Engine.GetVariableAsync("x", 1000, default))).Message);
    }
}
