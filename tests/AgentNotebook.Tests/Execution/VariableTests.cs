using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;

namespace AgentNotebook.Tests.Execution;

public class VariableTests
{
    private static readonly GuestCompiler _compiler = new();

    [Theory]
    [InlineData("int", "42", "x + 1", "43")]
    [InlineData("double[]", "[1.5,\"NaN\",3]", "(x.Length, double.IsNaN(x[1]))", "{\"Item1\":3,\"Item2\":true}")]
    [InlineData("string", "null", "x ?? \"none\"", "\"none\"")]
    [InlineData("System.Collections.Generic.List<int>", "[1,2]", "x.Count", "2")]
    [InlineData("System.Collections.Generic.Dictionary<string, System.Collections.Generic.List<int?>>", "{\"a\":[null,7]}", "x[\"a\"][1]", "7")]
    [InlineData("(string Name, double Value)", "{\"Item1\":\"a\",\"Item2\":2.5}", "x.Name + x.Value", "\"a2.5\"")]
    [InlineData("System.DateTime", "\"2024-02-29T12:00:00Z\"", "x.Day", "29")]
    [InlineData("decimal?", "1.10", "x", "1.10")]
    [InlineData("System.DayOfWeek", "3", "x.ToString()", "\"Wednesday\"")]
    [InlineData("int[][]", "[[1],[2,3]]", "x[1][1]", "3")]
    [InlineData("System.Text.Json.JsonElement", "{\"a\":[1]}", "x.GetProperty(\"a\")[0].GetInt32()", "1")]
    [InlineData("System.Collections.Generic.IReadOnlyList<System.Guid>", "[\"00000000-0000-0000-0000-000000000001\"]", "x.Count", "1")]
    public async Task a_variable_is_there_before_the_first_line(string type, string json, string code, string result)
    {
        var outcome = await RunAsync(code, [new GuestVariable("x", type, json)]);

        Assert.Equal((Verdict.Completed, "", result), (outcome.Verdict, outcome.Reason, outcome.ResultJson));
    }

    [Fact]
    public async Task a_value_of_megabytes_is_not_compiled_into_the_program()
    {
        var json = $"[{string.Join(',', Enumerable.Range(0, 500_000))}]";
        var program = Compile("xs.Sum(x => (long)x)", [new GuestVariable("xs", "int[]", json)]).Program!;

        Assert.InRange(program.Declarations!.Assembly.Length + program.Submissions[0].Assembly.Length, 1, 20_000);
        Assert.Equal("124999750000", (await RunAsync(program)).ResultJson);
    }

    [Fact]
    public async Task no_line_of_the_code_moves_and_checks_see_the_variables_too()
    {
        var failed = await RunAsync("var a = n;\nthrow new Exception($\"{a}\");", [new GuestVariable("n", "int", "3"), new GuestVariable("m", "int", "4")]);
        Assert.Equal((2, "3"), (failed.Exception!.Line, failed.Exception.Message));
        Assert.Equal(("CS0103", 2), Compile("n;\nmissing", [new GuestVariable("n", "int", "3")]).Errors.Where(error => error.Id == "CS0103").Select(error => (error.Id, error.Line)).Single());

        var program = _compiler.Compile("n * 2", ["result == 2 * n", "n > 5"], new GuestCompileOptions { Variables = [new GuestVariable("n", "int", "3")] }).Program!;
        var outcome = await RunAsync(program);
        Assert.Equal([true, false], outcome.Checks.Select(check => check.Passed));
        Assert.Equal([new CheckValue("n", "3")], outcome.Checks[1].Values);
    }

    [Theory]
    [InlineData("int", "\"text\"")]
    [InlineData("int", "")]
    [InlineData("int", "1 2")]
    [InlineData("int[]", "{}")]
    [InlineData("System.Action", "{}")]
    public async Task a_value_that_does_not_fit_is_a_failure_that_names_the_variable(string type, string json)
    {
        var outcome = await RunAsync("1", [new GuestVariable("fine", "int", "1"), new GuestVariable("wrong", type, json)]);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("The value of the variable 'wrong' does not fit its type", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", "Unknown", "'x' cannot have the type Unknown")]
    [InlineData("x", "var", "'x' cannot have the type var")]
    [InlineData("x", "void", "'x' cannot have the type 'void'")]
    [InlineData("x", "System.Span<int>", "'x' cannot have the type System.Span<int>")]
    [InlineData("x", "int y; string", "no C# type")]
    [InlineData("x", "int // ", "no C# type")]
    [InlineData("x", "int\n", "no C# type")]
    [InlineData("x", "", "no C# type")]
    [InlineData("1x", "int", "no name for a variable")]
    [InlineData("class", "int", "no name for a variable")]
    [InlineData("x; int y", "int", "no name for a variable")]
    [InlineData("fine", "int", "'fine' is handed over twice")]
    public void what_cannot_be_declared_is_a_compile_error_that_names_the_variable(string name, string type, string why)
    {
        var errors = Compile("1", [new GuestVariable("fine", "int", "1"), new GuestVariable(name, type, "1")]).Errors;

        Assert.All(errors, error => Assert.Equal("AN0003", error.Id));
        Assert.Contains(why, errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task variables_count_as_inputs() =>
        Assert.Contains("limit is 10", (await RunAsync(Compile("1", [new GuestVariable("x", "string", $"\"{new string('x', 20)}\"")]).Program!, Guests.Limits with { InputBytes = 10 })).Reason, StringComparison.Ordinal);

    private static GuestCompilation Compile(string code, IReadOnlyList<GuestVariable> variables) => _compiler.Compile(code, [], new GuestCompileOptions { Variables = variables });

    private static Task<GuestOutcome> RunAsync(string code, IReadOnlyList<GuestVariable> variables)
    {
        var compilation = Compile(code, variables);
        return RunAsync(compilation.Program ?? throw new InvalidOperationException(string.Join('\n', compilation.Errors)));
    }

    private static async Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits? limits = null)
    {
        await using var runner = Guests.Runner();
        return await runner.RunAsync(program, limits ?? Guests.Limits, CancellationToken.None);
    }
}
