using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.Lessons;

public class CheckMagicTests
{
    private const string Drift = """
        #!check drift --hint "Take a smaller step." --points 3
        energy.Length == 3;
        energy[0] > 0 && energy.Max() < Limit;

        const double Limit = 1.25;
        bool TestDrift(double[] energy)
        {
            var drift = energy[^1] - energy[0];
            return drift < 0.1;
        }
        void CheckSigns()
        {
            if (energy.Any(value => value < 0)) throw new InvalidOperationException("a value is negative");
        }
        """;

    [Fact]
    public async Task a_check_that_holds_passes_and_its_names_do_not_stay_in_the_notebook()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("var energy = new[] { 1.0, 1.02, 1.05 };");
        await notebook.Value(Drift);
        Assert.Equal(["display:Check drift: passed (all 4 hold · 3 of 3 points)"], notebook.Output.Calls);
        Assert.DoesNotContain("Hint", notebook.Output.Bundles[0].Data[MimeBundle.Html]);
        Assert.Contains("CS0103", (await notebook.Error("Limit")).Message);
        Assert.Equal(("drift", true, 3), (notebook.Engine.Services.LessonChecks.All[0].Name, notebook.Engine.Services.LessonChecks.All[0].Passed, notebook.Engine.Services.LessonChecks.All[0].Points));
    }

    [Fact]
    public async Task a_check_that_does_not_hold_gives_what_was_compared_and_the_hint_and_fails_no_cell()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("var energy = new[] { 1.0, -1.3, 1.5 };");
        await notebook.Value(Drift);
        Assert.Equal(
            [
                """
                display:Check drift: not yet (1 of 4 hold · 0 of 3 points)
                  ✓ energy.Length == 3
                  ✕ energy[0] > 0 && energy.Max() < Limit: energy.Max() = 1.5, Limit = 1.25
                  ✕ TestDrift(energy): drift = 0.5
                  ✕ CheckSigns(): threw InvalidOperationException: a value is negative
                Hint: Take a smaller step.
                """,
            ],
            notebook.Output.Calls);
        var html = notebook.Output.Bundles[0].Data[MimeBundle.Html];
        Assert.Contains("drift = 0.5", html);
        Assert.Contains("energy.Max() &lt; Limit", html);
        Assert.DoesNotContain("<script", html);
        Assert.False(notebook.Engine.Services.LessonChecks.All[0].Passed);
    }

    [Fact]
    public async Task what_a_student_has_not_written_or_wrote_wrongly_is_said_in_a_line_and_not_in_a_stack()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("""
            double Half(double x)
            {
                throw new NotImplementedException();
            }
            int Third(int x) => int.Parse("x") / x;
            var name = "five";
            """);
        await notebook.Value("#!check work\nmissing == 3;\nHalf(4) == 2;\nThird(9) == 3;\nname == 5;\nname.Length;");
        Assert.Equal(
            [
                "display:Check work: not yet (0 of 5 hold)",
                "  ✕ missing == 3: there is no 'missing' in the notebook yet: run the cell that declares it",
                "  ✕ Half(4) == 2: is not written yet, at Half(Double x) in cell [1], line 3",
                "  ✕ Third(9) == 3: threw FormatException: The input string 'x' was not in a correct format., at Third(Int32 x) in cell [1], line 5",
                "  ✕ name == 5: does not fit what is in the notebook: CS0019: Operator '==' cannot be applied to operands of type 'string' and 'int'",
                "  ✕ name.Length: is no condition: a check is true or false",
            ],
            Assert.Single(notebook.Output.Calls).Split('\n'));
    }

    [Fact]
    public async Task code_that_does_not_end_costs_its_own_check_and_nothing_else()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("int Forever() { while (true) { } }");
        await notebook.Value("#!check loop --timeout 200ms\nForever() == 1;");
        Assert.Equal("display:Check loop: not yet (it does not hold)\n  ✕ Forever() == 1: has not ended after 0.2 s", Assert.Single(notebook.Output.Calls));
        Assert.Equal("3", await notebook.Value("1 + 2"));
    }

    [Fact]
    public async Task a_recursion_without_end_is_an_error_of_its_check()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("int Sum(int n) => n + Sum(n - 1);");
        await notebook.Value("#!check sum\nSum(3) == 6;");
        Assert.Contains("Sum(3) == 6: threw InsufficientExecutionStackException", Assert.Single(notebook.Output.Calls));
    }

    [Fact]
    public async Task a_check_can_be_interrupted()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("int Forever() { Console.WriteLine(\"begun\"); while (true) { } }");
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("#!check loop --timeout 1h\nForever() == 1;", stop.Token);
        await notebook.Output.UntilAsync("stdout:begun\n").WaitAsync(TimeSpan.FromMinutes(1));
        await stop.CancelAsync();
        Assert.True((await running).Interrupted);
    }

    [Theory]
    [InlineData("#!check\n1 == 1;", "NAME")]
    [InlineData("#!check empty\n", "has no checks")]
    [InlineData("#!check work\nif (true) { }", "A check cell holds conditions such as sum == 6;")]
    [InlineData("#!check work --points 0\n1 == 1;", "--points")]
    [InlineData("#!check work\nint TestIt() => 3;", "has to return bool")]
    public async Task a_check_that_is_typed_wrongly_is_refused_before_it_runs(string cell, string why)
    {
        await using var notebook = new Notebook(builtIn: true);
        Assert.Contains(why, (await notebook.Error(cell)).Message);
        Assert.Empty(notebook.Engine.Services.LessonChecks.All);
    }
}
