using AgentNotebook.Cells.Language;

namespace AgentNotebook.Cells.Tests.Language;

public class CompletenessTests
{
    [Theory]
    [InlineData("", CompletenessState.Complete, "")]
    [InlineData("1 + 1", CompletenessState.Complete, "")]
    [InlineData("var x = 1;", CompletenessState.Complete, "")]
    [InlineData("if (true) {", CompletenessState.Incomplete, "    ")]
    [InlineData("class C\n{\n    void M()\n    {\n", CompletenessState.Incomplete, "        ")]
    [InlineData("Console.WriteLine(", CompletenessState.Incomplete, "    ")]
    [InlineData("  Console.WriteLine(1,", CompletenessState.Incomplete, "  ")]
    [InlineData("/* a", CompletenessState.Incomplete, "")]
    [InlineData("var s = @\"a", CompletenessState.Incomplete, "")]
    [InlineData("var x = \"a", CompletenessState.Invalid, "")]
    [InlineData("1 + + ) 2", CompletenessState.Invalid, "")]
    [InlineData("var a = 1;\n#r \"nuget: Some.Package\"\na", CompletenessState.Complete, "")]
    [InlineData("}", CompletenessState.Invalid, "")]
    [InlineData("#!say --text hello", CompletenessState.Complete, "")]
    [InlineData("#!say\nif (true) {", CompletenessState.Incomplete, "    ")]
    [InlineData("#!body\nthis is no C# {", CompletenessState.Complete, "")]
    [InlineData("var s = @\"\n#!say\n\";", CompletenessState.Complete, "")]
    public async Task it_is_told_whether_code_can_run(string code, CompletenessState status, string indent)
    {
        await using var notebook = new Notebook();
        Assert.Equal(new CellCompleteness(status, indent), notebook.Engine.Language.CheckComplete(code));
    }
}
