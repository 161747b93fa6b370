using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Tests.Execution;

public class CodeShapeTests
{
    private const string Loop = "var total = 0;\nforeach (var item in new[] { 1, 2 })\n{\n    total += item;\n}\ntotal";

    [Theory]
    [InlineData("var sum = 0; foreach (var x in new[] { 1, 2 }) sum += x; sum")]
    [InlineData("var total = (0); /* all */\nforeach (var item in new[] { 1, 2 }) { total += (item); } // of them\ntotal")]
    public void names_layout_comments_and_needless_brackets_do_not_count(string code) => Assert.Equal(Of(Loop), Of(code));

    [Theory]
    [InlineData("var total = 1;\nforeach (var item in new[] { 1, 2 })\n{\n    total += item;\n}\ntotal")]
    [InlineData("var total = 0;\nforeach (var item in new[] { 1, 2 })\n{\n    total -= item;\n}\ntotal")]
    [InlineData("var total = 0;\nforeach (var item in new[] { 1, 2 })\n{\n    total += total;\n}\ntotal")]
    [InlineData("var item = 0;\nforeach (var total in new[] { 1, 2 })\n{\n    total += item;\n}\ntotal")]
    public void what_the_code_does_counts(string code) => Assert.NotEqual(Of(Loop), Of(code));

    [Fact]
    public void code_at_which_the_parser_throws_is_told_by_its_tokens()
    {
        const string code = "\\;List<int>::..new ///:is class A @[";
        Assert.Equal(CodeFingerprint.Of(code), CodeShape.Of(code, new HashSet<string>()).Fingerprint);
    }

    [Fact]
    public void names_that_are_not_the_codes_own_count()
    {
        Assert.NotEqual(Of("Math.Sin(1)"), Of("Math.Cos(1)"));
        Assert.NotEqual(Of("var x = lenght;"), Of("var x = length;"));
        Assert.NotEqual(Of("var result = 1;"), Of("var outcome = 1;"));
        Assert.NotEqual(Of("var Sin = 1; Math.Sin(Sin)"), Of("var Cos = 1; Math.Cos(Cos)"));
    }

    [Fact]
    public void a_name_that_a_check_uses_counts()
    {
        Assert.NotEqual(Of("var roots = 1;", "roots"), Of("var zeros = 1;", "roots"));
        Assert.Equal(Of("var a = 1;", "roots"), Of("var b = 1;", "roots"));
    }

    [Fact]
    public void a_type_and_its_members_may_be_renamed_together() =>
        Assert.Equal(
            Of("class Ball { public double Height; public double Fall() => Height / 2; } new Ball().Fall()"),
            Of("class Stone { public double Level; public double Drop() => Level / 2; } new Stone().Drop()"));

    [Fact]
    public void code_that_no_parser_survives_is_told_by_its_tokens()
    {
        var deep = new string('(', 100_000);
        Assert.Equal(CodeFingerprint.Of(deep), Of(deep));
        Assert.Equal(64, Of(string.Concat(Enumerable.Repeat("not ", 20_000))).Length);
        Assert.Equal(64, Of("var x = ;;;} { class").Length);
    }

    [Fact]
    public void a_line_is_told_without_names_numbers_and_texts()
    {
        var shape = CodeShape.Of("var count = 3; var other = 4;", new HashSet<string>());
        Assert.Equal(shape.OfLine("throw new Exception($\"{count} of 'a'\" + 12);"), shape.OfLine("throw new Exception(\"b\" + 13);"));
        Assert.Equal(shape.OfLine("x[count] = 1;"), shape.OfLine("x[other] = 2;"));
        Assert.NotEqual(shape.OfLine("x[count] = 1;"), shape.OfLine("y[count] = 1;"));
    }

    private static string Of(string code, params string[] keep) => CodeShape.Of(code, keep.ToHashSet()).Fingerprint;
}
