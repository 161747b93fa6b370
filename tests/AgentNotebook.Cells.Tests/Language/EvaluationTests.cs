using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.Language;

public class EvaluationTests
{
    [Theory]
    [InlineData("x + 1", "43")]
    [InlineData("await Task.FromResult(x)", "42")]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(\"a\", \"a\")", "True")]
    [InlineData("Console.WriteLine(x)", "")]
    [InlineData("int.TryParse(\"7\", out var seven) ? seven : 0", "7")]
    public async Task an_expression_sees_what_cells_declared(string expression, string value)
    {
        await using var notebook = new Notebook();
        await notebook.Value("var x = 42;");
        Assert.Equal(value, (await notebook.Engine.Language.EvaluateAsync(expression)).Value!.Data[MimeBundle.Text]);
    }

    [Theory]
    [InlineData("", "This is no expression")]
    [InlineData("var y = 1;", "This is no expression")]
    [InlineData("1; 2", "This is no expression")]
    [InlineData("using System.Net;", "This is no expression")]
    [InlineData("nothing", "CS0103")]
    [InlineData("int.Parse(\"x\")", "The input string 'x'")]
    public async Task what_cannot_be_evaluated_is_an_error(string expression, string message)
    {
        await using var notebook = new Notebook();
        var evaluation = await notebook.Engine.Language.EvaluateAsync(expression);
        Assert.Null(evaluation.Value);
        Assert.Contains(message, evaluation.Error!.Message);
    }

    [Fact]
    public async Task an_evaluation_counts_as_no_execution_and_leaves_no_names_but_its_effects()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var list = new List<int>();");
        await notebook.Engine.Language.EvaluateAsync("int.TryParse(\"7\", out var seven)");
        await notebook.Engine.Language.EvaluateAsync("list.Remove(1) || list.Append(1).Any()");
        await notebook.Engine.Language.EvaluateAsync("list.AddRange(new[] { 1, 2 })");
        Assert.Equal(1, notebook.Engine.ExecutionCount);
        Assert.StartsWith("CS0103", (await notebook.Error("seven")).Message);
        Assert.Equal("2", await notebook.Value("list.Count"));
    }

    [Fact]
    public async Task an_evaluation_that_does_not_end_is_interrupted()
    {
        await using var notebook = new Notebook();
        var spinning = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        AppDomain.CurrentDomain.SetData(nameof(an_evaluation_that_does_not_end_is_interrupted), spinning);
        await notebook.Value($"bool Spin() {{ ((TaskCompletionSource)AppDomain.CurrentDomain.GetData(\"{nameof(an_evaluation_that_does_not_end_is_interrupted)}\")).SetResult(); while (true) {{ }} }}");
        using var stop = new CancellationTokenSource();
        var evaluation = notebook.Engine.Language.EvaluateAsync("Spin()", stop.Token);

        await spinning.Task;
        await stop.CancelAsync();
        Assert.Equal(CellError.Interrupted, (await evaluation).Error!.Name);
    }

    [Fact]
    public async Task after_a_warm_up_the_notebook_is_as_it_was()
    {
        await using var notebook = new Notebook();
        await notebook.Engine.WarmUpAsync();
        Assert.Equal(0, notebook.Engine.ExecutionCount);
        Assert.StartsWith("CS0103", (await notebook.Error("warm")).Message);
        var count = (await notebook.Run("1")).ExecutionCount;
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task cells_run_during_a_warm_up()
    {
        await using var notebook = new Notebook();
        var warm = notebook.Engine.WarmUpAsync();
        await notebook.Run("Console.Write(\"hello\"); 6 * 7");
        await warm;
        Assert.Equal(["stdout:hello", "result[1]:42"], notebook.Output.Calls);
    }
}
