using System.Text;
using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests;

public class OutputTests
{
    [Fact]
    public async Task prints_and_displays_keep_their_order_and_prints_are_joined()
    {
        await using var notebook = new Notebook(new CellEngineOptions { StreamDelay = TimeSpan.FromMinutes(1) });
        await notebook.Run("Console.WriteLine(\"a\"); Console.Write('b'); Console.WriteLine();\ndisplay(1);\nConsole.Error.Write(\"c\"); Console.Write(\"{0}\", 'd');\n5");
        Assert.Equal(["stdout:a\nb\n", "display:1", "stderr:c", "stdout:d", "result[1]:5"], notebook.Output.Calls);
    }

    [Fact]
    public async Task what_is_printed_is_shown_while_the_cell_still_runs()
    {
        await using var notebook = new Notebook();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var running = notebook.Run("Console.WriteLine(\"on the way\"); await Task.Delay(-1);", stop.Token);
        while (notebook.Output.Calls.Count == 0 && !stop.IsCancellationRequested)
        {
            await Task.Yield();
        }

        Assert.Equal(["stdout:on the way\n"], notebook.Output.Calls);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task threads_and_tasks_of_a_cell_print_into_the_notebook()
    {
        await using var notebook = new Notebook();
        await notebook.Run("var t = new Thread(() => Console.Write(\"thread \")); t.Start(); t.Join(); await Task.Run(() => Console.Write(\"task\"));");
        Assert.Equal("thread task", notebook.Output.Printed("stdout"));
    }

    [Fact]
    public async Task two_notebooks_at_once_do_not_mix_and_the_console_is_given_back()
    {
        await using var one = new Notebook();
        await using var two = new Notebook();
        await Task.WhenAll(
            one.Run("for (var i = 0; i < 200; i++) { Console.Write('1'); await Task.Yield(); }"),
            two.Run("for (var i = 0; i < 200; i++) { Console.Write('2'); await Task.Yield(); }"));
        Assert.Equal(new string('1', 200), one.Output.Printed("stdout"));
        Assert.Equal(new string('2', 200), two.Output.Printed("stdout"));
        await one.Run("Console.SetOut(System.IO.TextWriter.Null);");
        await one.Run("Console.Write(3);");
        Assert.Equal("3", one.Output.Printed("stdout"));
    }

    [Fact]
    public async Task a_thread_that_outlives_its_cell_prints_into_the_cell_that_runs_then()
    {
        await using var notebook = new Notebook();
        await notebook.Run("var go = new ManualResetEventSlim(); var done = Task.Run(() => { go.Wait(); Console.Write(\"late\"); });");
        Assert.Empty(notebook.Output.Calls);
        await notebook.Run("go.Set(); await done;");
        Assert.Equal("late", notebook.Output.Printed("stdout"));
    }

    [Theory]
    [InlineData("while (true) Console.WriteLine(\"again\");")]
    [InlineData("Console.Write(new string('x', 1_000_000)); Console.Write(\"dropped\");")]
    [InlineData("while (true) { Console.Write('é'); await Task.Yield(); }")]
    public async Task a_cell_that_prints_too_much_is_stopped_and_says_so(string code)
    {
        await using var notebook = new Notebook(new CellEngineOptions { MaxOutputBytes = 50_000 });
        var error = await notebook.Error(code);
        Assert.Equal(CellError.OutputLimitExceeded, error.Name);
        Assert.Contains("50,000 bytes", error.Message);
        Assert.Contains("--max-output", error.Message);
        Assert.InRange(Encoding.UTF8.GetByteCount(notebook.Output.Printed("stdout")), 49_998, 50_000);
        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task displays_count_against_the_limit_and_one_too_many_is_left_out_whole()
    {
        await using var notebook = new Notebook(new CellEngineOptions { MaxOutputBytes = 1_000 });
        var error = await notebook.Error("display(new string('a', 600)); display(new string('b', 600)); display(1);");
        Assert.Equal(CellError.OutputLimitExceeded, error.Name);
        Assert.Equal(["display:" + new string('a', 600)], notebook.Output.Calls);
    }

    [Fact]
    public async Task a_displayed_value_is_updated_from_the_same_and_from_a_later_cell()
    {
        await using var notebook = new Notebook();
        await notebook.Run("var shown = display(1);\nshown.Update(2);");
        Assert.Equal(["display:1", "update:2"], notebook.Output.Calls);
        await notebook.Run("shown.Update(\"three\");");
        Assert.Equal(["update:three"], notebook.Output.Calls);
    }

    [Fact]
    public async Task structured_values_come_as_html_and_text_and_plain_ones_as_text()
    {
        await using var notebook = new Notebook();
        await notebook.Run("new { Name = \"<b>\", Size = 3 }");
        var bundle = Assert.Single(notebook.Output.Bundles);
        Assert.Contains("<table>", bundle.Data[MimeBundle.Html]);
        Assert.Contains("&lt;b&gt;", bundle.Data[MimeBundle.Html]);
        Assert.Contains("Size: 3", bundle.Data[MimeBundle.Text]);
        foreach (var code in new[] { "1.5", "\"s\"", "DayOfWeek.Monday", "true", "DateTime.UnixEpoch", "1.5m", "Guid.Empty", "'c'" })
        {
            await notebook.Run(code);
            Assert.Equal([MimeBundle.Text], Assert.Single(notebook.Output.Bundles).Data.Keys);
        }
    }

    [Fact]
    public async Task a_mime_bundle_is_shown_as_it_is_and_a_string_can_be_given_a_mime_type()
    {
        await using var notebook = new Notebook();
        await notebook.Run("display(MimeBundle.FromSvg(\"<svg/>\", \"a picture\")); display(\"<i>x</i>\", \"text/html\");");
        Assert.Equal("<svg/>", notebook.Output.Bundles[0].Data[MimeBundle.Svg]);
        Assert.Equal("<i>x</i>", notebook.Output.Bundles[1].Data[MimeBundle.Html]);
    }

    [Fact]
    public async Task a_value_that_cannot_be_rendered_does_not_fail_its_cell()
    {
        await using var notebook = new Notebook(new CellEngineOptions { MaxRenderingLength = 2_000 });
        var text = await notebook.Value("class Bad { public override string ToString() => throw new Exception(\"no text\"); public int P => throw new Exception(\"no value\"); }\nnew Bad()");
        Assert.Contains("Bad", text);
        text = await notebook.Value("new { Long = new string('x', 5_000) }");
        Assert.Contains("cut after 2,000 characters", text);
        Assert.Contains("text/html representation is longer than 2,000", text);
        Assert.Contains("of which 2,000 are shown", await notebook.Value("new string('y', 5_000)"));
    }

    [Fact]
    public async Task a_sequence_that_throws_says_so_in_its_own_place()
    {
        await using var notebook = new Notebook();
        var text = await notebook.Value("IEnumerable<int> Broken() { yield return 1; throw new Exception(\"torn\"); }\nBroken()");
        Assert.Contains("threw Exception: torn", text);
    }

    [Fact]
    public async Task an_endless_sequence_is_shown_by_its_beginning()
    {
        await using var notebook = new Notebook();
        var text = await notebook.Value("IEnumerable<int> All() { for (var i = 0; ; i++) yield return i; }\nAll()");
        Assert.StartsWith("[ 0, 1, 2,", text);
        Assert.Contains("more", text);
    }

    [Fact]
    public async Task updates_count_by_what_stands_and_not_by_how_often_they_come()
    {
        await using var notebook = new Notebook(new CellEngineOptions { MaxOutputBytes = 10_000 });
        var result = await notebook.Run("var shown = display(new string('a', 5000)); for (var i = 0; i < 200; i++) shown.Update(new string('b', 5000));");
        Assert.True(result.Succeeded, result.Error?.Message);
        Assert.Equal(CellError.OutputLimitExceeded, (await notebook.Error("var more = display(\"small\"); more.Update(new string('c', 20_000));")).Name);
    }
}
