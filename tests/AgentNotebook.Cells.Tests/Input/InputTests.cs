namespace AgentNotebook.Cells.Tests.Input;

public class InputTests
{
    [Theory]
    [InlineData("Console.ReadLine()", "one")]
    [InlineData("Console.In.ReadLine() + Console.ReadLine()", "onetwo")]
    [InlineData("await Console.In.ReadLineAsync()", "one")]
    [InlineData("(char)Console.Read() + Console.ReadLine()", "one")]
    [InlineData("var b = new char[9]; new string(b, 0, Console.In.Read(b, 0, 9))", "one\n")]
    [InlineData("var b = new char[6]; Console.In.ReadBlock(b, 0, 6); new string(b)", "one\ntw")]
    [InlineData("Console.In.ReadToEnd()", "one\ntwo\n")]
    [InlineData("Console.In.Peek() + \" \" + (char)Console.In.Read() + (char)Console.In.Peek()", "-1 on")]
    [InlineData("Console.Read(); Console.Read(); Console.Read(); \"[\" + Console.ReadLine() + \"]\" + Console.ReadLine()", "[]two")]
    [InlineData("await Task.Run(() => Console.ReadLine())", "one")]
    [InlineData("input(\"?\")", "one")]
    [InlineData("password()", "one")]
    [InlineData("await Kernel.GetInputAsync(\"?\")", "one")]
    [InlineData("await Kernel.GetPasswordAsync(\"?\") + input()", "onetwo")]
    public async Task a_cell_reads_what_the_person_at_the_notebook_answers(string code, string value)
    {
        await using var notebook = new Notebook { Input = new PersonAtTheNotebook("one", "two", "") };
        Assert.Equal(value, await notebook.Value(code));
    }

    [Fact]
    public async Task prompts_and_hiding_reach_the_front_end()
    {
        var person = new PersonAtTheNotebook("a", "b", "c", "d", "e");
        await using var notebook = new Notebook { Input = person };
        await notebook.Value("input(\"Name: \"); password(\"Secret: \"); Console.ReadLine(); await Kernel.GetInputAsync(\"N\"); await Kernel.GetPasswordAsync(\"P\");");
        Assert.Equal([("Name: ", false), ("Secret: ", true), ("", false), ("N", false), ("P", true)], person.Questions);
    }

    [Fact]
    public async Task what_was_printed_is_shown_before_the_question()
    {
        Notebook? notebook = null;
        IReadOnlyList<string> shown = [];
        await using (notebook = new Notebook(new CellEngineOptions { StreamDelay = TimeSpan.FromMinutes(1) })
        {
            Input = new PersonAtTheNotebook("Ada") { WhenAsked = () => shown = notebook!.Output.Calls },
        })
        {
            Assert.Equal("Hello, Ada", await notebook.Value("Console.Write(\"Your name: \"); \"Hello, \" + Console.ReadLine()"));
            Assert.Equal(["stdout:Your name: "], shown);
        }
    }

    [Theory]
    [InlineData("Console.ReadLine()")]
    [InlineData("Console.Read()")]
    [InlineData("input()")]
    [InlineData("await Kernel.GetPasswordAsync(\"x\")")]
    public async Task where_nobody_can_answer_a_cell_says_so_and_does_not_wait(string code)
    {
        await using var notebook = new Notebook();
        var error = await notebook.Error("\n" + code);
        Assert.Equal(("InputUnavailableException", 2), (error.Name, error.Line));
        Assert.Contains("--parameters name=value", error.Message);
    }

    [Fact]
    public async Task a_cell_does_not_read_the_input_of_its_host()
    {
        // No line is read through the console here: other tests run notebooks, and so have their reader in its place, meanwhile.
        var real = Console.In;
        var host = new StringReader("of the host");
        Console.SetIn(host);
        try
        {
            await using var notebook = new Notebook();
            Assert.Equal("InputUnavailableException", (await notebook.Error("Console.ReadLine()")).Name);
            Assert.Equal("of the host", host.ReadLine());
        }
        finally
        {
            Console.SetIn(real);
        }
    }

    [Theory]
    [InlineData("Console.ReadLine();")]
    [InlineData("Console.In.ReadToEnd();")]
    [InlineData("input();")]
    [InlineData("await Kernel.GetInputAsync(\"\");")]
    [InlineData("await Task.Yield(); Console.ReadLine();")]
    [InlineData("while (true) { try { Console.ReadLine(); } catch (Exception) { } }")]
    public async Task a_cell_that_waits_for_an_answer_is_interrupted_and_keeps_its_variables(string code)
    {
        var person = new PersonAtTheNotebook();
        await using var notebook = new Notebook(new CellEngineOptions { InterruptGrace = TimeSpan.FromMinutes(5) }) { Input = person };
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("var before = 1;\n" + code, stop.Token);
        await person.Asked.Task;
        await stop.CancelAsync();
        Assert.True((await running).Interrupted);
        Assert.Equal("1", await notebook.Value("before"));
    }

    [Fact]
    public async Task a_question_of_a_task_that_outlives_its_cell_ends_with_the_cell()
    {
        await using var notebook = new Notebook { Input = new PersonAtTheNotebook() };
        await notebook.Value("var late = Task.Run(() => input());");
        Assert.Equal("True", await notebook.Value("try { await late; } catch (Exception e) { }\nlate.IsFaulted || late.IsCanceled"));
    }

    [Fact]
    public async Task two_threads_are_answered_one_after_the_other()
    {
        await using var notebook = new Notebook { Input = new PersonAtTheNotebook("1", "2") };
        Assert.Equal("1+2", await notebook.Value("string.Join('+', (await Task.WhenAll(Task.Run(() => input()), Task.Run(() => Console.ReadLine()))).Order())"));
    }
}
