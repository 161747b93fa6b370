using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.Displays;

public class ProgressTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task a_bar_shows_its_last_state_however_fast_it_was()
    {
        await using var notebook = new Notebook(time: _time);
        await notebook.Value("using (var bar = new Progress(\"Training\", total: 1000)) for (var i = 1; i <= 1000; i++) bar.Report(i);");
        Assert.Equal(["display:Training: 0 of 1,000 (0 %)", "update:Training: 1,000 of 1,000 (100 %)"], notebook.Output.Calls);
    }

    [Fact]
    public async Task a_bar_moves_at_most_ten_times_a_second_and_a_pause_shows_where_it_stands()
    {
        await using var notebook = new Notebook(time: _time);
        await notebook.Value("var bar = new Progress(\"\", 10); bar.Report(1); bar.Report(2);");
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("bar.Report(3); bar.Report(4); Console.Error.Write(1); display(\"ready\"); await Task.Delay(-1);", stop.Token);
        await notebook.Output.UntilAsync("display:ready");
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.DoesNotContain(notebook.Output.Calls, call => call.StartsWith("update:", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["update:4 of 10 (40 %)"], notebook.Output.Calls.Where(call => call.StartsWith("update:", StringComparison.Ordinal)));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task a_loop_shows_how_far_it_is_and_counts_what_has_no_known_end()
    {
        await using var notebook = new Notebook(time: _time);
        Assert.Equal("6", await notebook.Value("var sum = 0; foreach (var x in new[] { 1, 2, 3 }.WithProgress(\"Adding <b>\")) sum += x;\nsum"));
        Assert.Equal(["display:Adding <b>: 0 of 3 (0 %)", "update:Adding <b>: 3 of 3 (100 %)", "result[1]:6"], notebook.Output.Calls);
        Assert.Equal("<div><progress max=\"3\" value=\"3\"></progress> Adding &lt;b&gt;: 3 of 3 (100 %)</div>", notebook.Output.Bundles[1].Data[MimeBundle.Html]);
        await notebook.Value("IEnumerable<int> Some() { yield return 1; yield return 2; }\nforeach (var x in Some().WithProgress()) { }");
        Assert.Equal(["display:0", "update:2"], notebook.Output.Calls);
    }

    [Fact]
    public async Task a_bar_of_a_stopped_cell_says_interrupted_also_when_nobody_disposes_it()
    {
        await using var notebook = new Notebook(time: _time);
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("var bar = new Progress(\"Training\", 4); bar.Report(3); display(\"ready\"); await Task.Delay(-1);", stop.Token);
        await notebook.Output.UntilAsync("display:ready");
        await stop.CancelAsync();
        Assert.True((await running).Interrupted);
        Assert.Equal("update:Training: 3 of 4 (75 %), interrupted", notebook.Output.Calls[^1]);
    }

    [Theory]
    [InlineData("new Progress(\"\", 0).Dispose();", "0 of 0 (100 %)")]
    [InlineData("var p = new Progress(\"\", 2); p.Report(5); p.Dispose(); p.Report(1);", "5 of 2 (250 %)")]
    [InlineData("var p = new Progress(\"x\", 3); p.Report(-1); p.Dispose();", "x: -1 of 3 (-34 %)")]
    public async Task unusual_counts_are_shown_as_they_are(string code, string text)
    {
        await using var notebook = new Notebook(time: _time);
        await notebook.Value(code);
        Assert.Equal("update:" + text, notebook.Output.Calls[^1]);
    }
}
