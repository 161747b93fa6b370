using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Tests.Execution;

public class GuestCompilerTests
{
    private readonly GuestCompiler _compiler = new();

    [Theory]
    [InlineData("1 + 1", "int")]
    [InlineData("new[] { 1.5 }", "double[]")]
    [InlineData("var a = 1;\n// the answer\na.ToString() // as text", "string")]
    [InlineData("new Dictionary<string, List<int?>>()", "System.Collections.Generic.Dictionary<string, System.Collections.Generic.List<int?>>")]
    [InlineData("(Name: \"x\", Value: 2.0)", "(string Name, double Value)")]
    [InlineData("return new int[2, 3];", "int[,]")]
    [InlineData("var result = DateTime.UnixEpoch;", "System.DateTime")]
    [InlineData("new { A = 1 }", null)]
    [InlineData("class Own { }\nnew List<Own>()", null)]
    [InlineData("if (DateTime.Now.Year > 1) return 3;\n\"x\"", null)]
    public void the_type_of_a_result_is_told_when_another_compilation_can_name_it(string code, string? type)
    {
        var program = Compile(code).Program!;

        Assert.True(program.HasResult);
        Assert.Equal(type, program.ResultType);
    }

    [Theory]
    [InlineData("Console.WriteLine(1)")]
    [InlineData("var x = 5;")]
    [InlineData("")]
    [InlineData("// nothing yet")]
    public void code_without_a_last_expression_and_without_result_has_no_result(string code)
    {
        var program = Compile(code).Program!;

        Assert.False(program.HasResult);
        Assert.Null(program.ResultType);
    }

    [Fact]
    public void code_at_which_the_compiler_itself_throws_is_an_error_of_the_code()
    {
        var compilation = new GuestCompiler().Compile("\\;List<int>::..new ///:is class A @[", []);
        Assert.Null(compilation.Program);
        Assert.Contains("The compiler itself fails", Assert.Single(compilation.Errors).Message);
    }

    [Fact]
    public void errors_are_told_in_the_lines_and_columns_of_the_author()
    {
        var error = Assert.Single(Compile("var a = 1;\n\n  a.Missing()").Errors);

        Assert.Equal(("CS1061", 3, 5, 16, 7), (error.Id, error.Line, error.Column, error.Start, error.Length));
        Assert.Null(error.Check);
    }

    [Fact]
    public void naming_the_answer_does_not_make_sense_of_code_that_has_none()
    {
        var error = Assert.Single(Compile("Console.WriteLine(result);\n5").Errors);

        Assert.Equal(("CS0103", 1), (error.Id, error.Line));
    }

    [Theory]
    [InlineData("x > 1", "CS0103")]
    [InlineData("result +", "CS1733")]
    [InlineData("result", "AN0002")]
    [InlineData("true; Environment.Exit(0)", "AN0002")]
    [InlineData("Console.WriteLine()", "AN0002")]
    [InlineData("", "AN0002")]
    public void a_check_that_is_no_condition_is_an_error_marked_with_the_check(string check, string id)
    {
        var errors = Compile("5", "result == 5", check).Errors;

        Assert.Equal((id, check), (errors[0].Id, errors[0].Check));
        Assert.DoesNotContain(errors, error => error.Check == "result == 5");
    }

    [Fact]
    public void a_check_of_another_type_is_told_what_type_it_has() =>
        Assert.Contains("type int", Compile("5", "result").Errors[0].Message, StringComparison.Ordinal);

    [Fact]
    public void code_that_is_too_long_is_refused_before_it_is_parsed()
    {
        var error = Assert.Single(Compile(new string(' ', GuestCompiler.MaximumCodeLength + 1)).Errors);

        Assert.Equal("AN0001", error.Id);
        Assert.Contains("1,048,576", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void no_more_than_a_hundred_errors_are_told() =>
        Assert.Equal(GuestCompiler.MaximumErrors, Compile(string.Concat(Enumerable.Range(0, 300).Select(i => $"missing{i}();\n"))).Errors.Count);

    [Theory]
    [InlineData("", "(")]
    [InlineData("", "[")]
    [InlineData("List", "<List")]
    [InlineData("", "$\"{")]
    [InlineData("1 is ", "not ")]
    [InlineData("", "ref ")]
    [InlineData("", "!")]
    [InlineData("#if ", "!")]
    [InlineData("", "if (true) ")]
    [InlineData("var a = 1", " + 1")]
    public void code_without_end_does_not_bring_the_compiler_down(string start, string endless) =>
        Assert.NotNull(Compile(start + string.Concat(Enumerable.Repeat(endless, 1_500))));

    [Fact]
    public void code_that_takes_the_compiler_too_long_is_refused()
    {
        var error = Assert.Single(new GuestCompiler { TimeLimit = TimeSpan.FromMilliseconds(100) }.Compile(string.Concat(Enumerable.Repeat("x => ", 500)) + "x", []).Errors);

        Assert.Contains("within 0.1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void code_that_takes_the_compiler_too_deep_is_refused() =>
        Assert.Equal("AN0001", Assert.Single(Compile(new string('!', 400_000) + "true").Errors).Id);

    [Theory]
    [InlineData("!", "true", 10_000)]
    [InlineData("not ", "1", 40_000)]
    [InlineData("(int)", "1", 20_000)]
    [InlineData("await ", "1", 20_000)]
    [InlineData("x = ", "1", 20_000)]
    [InlineData("x ?? ", "1", 20_000)]
    public void code_that_recurses_far_compiles_or_is_refused_and_ends_no_process(string prefix, string end, int count)
    {
        var chain = string.Concat(Enumerable.Repeat(prefix, count)) + end;
        var compilation = Compile(prefix.StartsWith("not", StringComparison.Ordinal) ? $"1 is {chain}" : $"int? x = 1;\n{chain}");

        Assert.True(compilation.Program is not null || compilation.Errors.Count > 0);
    }

    [Fact]
    public void code_that_nests_too_deeply_is_refused_where_it_does()
    {
        var error = Assert.Single(Compile("var a = 1;\n" + new string('(', 600)).Errors);

        Assert.Equal(("AN0001", 2, 513), (error.Id, error.Line, error.Column));
    }

    [Theory]
    [InlineData("#r \"other.dll\"\n1", "--reference FILE")]
    [InlineData("#r \"nuget: Other, 1.0.0\"\n1", "--reference FILE")]
    [InlineData("#load \"/etc/hostname\"\n1", "--input NAME=FILE")]
    public void code_cannot_make_the_compiler_open_files_and_is_told_who_can(string code, string way)
    {
        var error = Compile(code).Errors[0];

        Assert.Equal(("AN0004", 1), (error.Id, error.Line));
        Assert.Contains(way, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_program_is_the_code_and_then_its_checks_in_their_order()
    {
        var program = Compile("var n = 3;\nn", "n > 2", "result == 3 && n < 9").Program!;

        Assert.Equal([null, "n > 2", "result == 3 && n < 9"], program.Submissions.Select(submission => submission.Check));
        Assert.Equal(["n"], program.Submissions[1].Operands);
        Assert.Equal(["result", "n"], program.Submissions[2].Operands);
        Assert.All(program.Submissions, submission => Assert.False(submission.Symbols.IsEmpty));
    }

    [Fact]
    public void the_same_code_compiles_to_the_same_bytes() =>
        Assert.Equal(Compile("1 + 1").Program!.Submissions[0].Assembly.ToArray(), Compile("1 + 1").Program!.Submissions[0].Assembly.ToArray());

    [Fact]
    public void a_cancelled_compilation_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => _compiler.Compile("1", [], cancelled.Token));
    }

    private GuestCompilation Compile(string code, params string[] checks) => _compiler.Compile(code, checks);
}
