using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Tests.Execution;

public class CheckCodeTests
{
    private static readonly GuestCompiler _compiler = new();

    [Fact]
    public async Task checks_use_the_declarations_of_the_check_code_which_sees_the_result_and_the_variables_of_the_code()
    {
        var outcome = await RunAsync("var n = 3; new[] { 1, 2, n }", "int Twice(int x) => 2 * x;\nint last = n;\nbool AllBelow(int limit) => result.All(x => x < limit);", "Twice(result[2]) == 6", "AllBelow(9)", "last == 3");

        Assert.Equal((Verdict.Completed, "[1,2,3]"), (outcome.Verdict, outcome.ResultJson));
        Assert.All(outcome.Checks, check => Assert.True(check.Passed, $"{check.Expression}: {check.Error}"));
    }

    [Fact]
    public async Task a_method_that_does_not_hold_tells_what_it_compared()
    {
        var outcome = await RunAsync(
            "new[] { 1.0, 1.5 }",
            """
            bool TestDrift(double[] result)
            {
                if (result.Length == 0)
                {
                    return result is null;
                }

                var drift = result[^1] - result[0];
                return drift >= 0 && drift < 0.1;
            }
            bool TestLength(double[] result) => result.Length == 3;
            bool TestTruth() => result.Contains(2);
            """,
            "TestDrift(result)",
            "TestLength(result)",
            "TestTruth()");

        Assert.All(outcome.Checks, check => Assert.False(check.Passed));
        Assert.Equal([new CheckValue("drift", "0.5")], outcome.Checks[0].Values);
        Assert.Equal([new CheckValue("result.Length", "2")], outcome.Checks[1].Values);
        Assert.Empty(outcome.Checks[2].Values);
        Assert.All(outcome.Checks, check => Assert.Null(check.Error));
    }

    [Fact]
    public async Task a_void_method_fails_by_throwing_and_its_message_is_a_value()
    {
        const string Code = "void TestSum(int[] result) { if (result.Sum() != 6) throw new InvalidOperationException($\"the sum is {result.Sum()}\"); }";

        Assert.True((await RunAsync("new[] { 1, 2, 3 }", Code, "TestSum(result)")).Checks.Single().Passed);
        var failed = (await RunAsync("new[] { 1, 2 }", Code, "TestSum(result)")).Checks.Single();
        Assert.False(failed.Passed);
        Assert.Equal([new CheckValue("thrown", "\"System.InvalidOperationException: the sum is 3\"")], failed.Values);
    }

    [Fact]
    public async Task a_method_whose_operands_cannot_be_kept_is_run_as_it_was_written()
    {
        var outcome = await RunAsync("new[] { 1, 2 }", "bool TestSpan(int[] result) { ReadOnlySpan<int> all = result; return all == default && all.Length == 9; }", "TestSpan(result)");

        Assert.False(Assert.Single(outcome.Checks).Passed);
        Assert.Null(outcome.Checks[0].Error);
    }

    [Fact]
    public async Task what_a_bool_method_throws_is_an_error_of_its_check()
    {
        var outcome = await RunAsync("new int[0]", "bool TestFirst(int[] result) => result[0] == 1;", "TestFirst(result)", "result.Length == 0");

        Assert.Contains("IndexOutOfRangeException", outcome.Checks[0].Error);
        Assert.True(outcome.Checks[1].Passed);
    }

    [Fact]
    public async Task a_variable_of_the_check_code_that_cannot_be_set_fails_every_check_with_the_reason()
    {
        var outcome = await RunAsync("1", "int limit = int.Parse(\"many\");", "result < limit", "result > 0");

        Assert.Equal(Verdict.Completed, outcome.Verdict);
        Assert.All(outcome.Checks, check => Assert.Contains("FormatException", check.Error));
    }

    [Theory]
    [InlineData("bool A() => true;\n\nbool B() => missing;", 3, "CS0103")]
    [InlineData("bool A() => true;\nbool B() => (true;", 2, "CS1026")]
    [InlineData("bool A() => true;\nA();", 2, "AN0002")]
    [InlineData("#load \"x.csx\"\nint a;", 1, "AN0004")]
    public void an_error_of_the_check_code_is_one_of_a_check_with_its_line(string checkCode, int line, string id)
    {
        var compiled = _compiler.Compile("1", [], new GuestCompileOptions { CheckCode = checkCode });

        Assert.Null(compiled.Program);
        Assert.Equal((line, id, $"cell, line {line}"), (compiled.Errors[0].Line, compiled.Errors[0].Id, compiled.Errors[0].Check));
    }

    [Fact]
    public void a_void_method_that_is_not_of_the_check_code_is_no_check() =>
        Assert.Equal("AN0002", Assert.Single(_compiler.Compile("void Print() { } 1", ["Print()"], new GuestCompileOptions { CheckCode = "void TestIt() { }" }).Errors).Id);

    [Fact]
    public void a_check_that_compares_nothing_and_is_no_call_is_refused_as_before() =>
        Assert.Equal("AN0002", Assert.Single(_compiler.Compile("1", ["result + 1"], new GuestCompileOptions { CheckCode = "int a;" }).Errors).Id);

    private static async Task<GuestOutcome> RunAsync(string code, string checkCode, params string[] checks)
    {
        var compiled = _compiler.Compile(code, checks, new GuestCompileOptions { CheckCode = checkCode });
        Assert.True(compiled.Program is not null, string.Join('\n', compiled.Errors.Select(error => $"{error.Check} {error.Id} {error.Message}")));
        await using var runner = Guests.Runner();
        return await runner.RunAsync(compiled.Program!, Guests.Limits, CancellationToken.None);
    }
}
