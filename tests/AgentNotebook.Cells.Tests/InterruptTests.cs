namespace AgentNotebook.Cells.Tests;

/// <summary>
/// Interrupts that land anywhere: an interrupt that comes to nothing else aborts the cell's thread, also between two instructions of which
/// the first takes a lock and the second notes that it did.
/// </summary>
public sealed class InterruptTests
{
    private const int Rounds = 150;

    [Theory]
    [InlineData("while (true) Console.WriteLine(\"x\");")]
    [InlineData("while (true) { try { Console.Write('x'); } catch (OperationCanceledException) { } }")]
    [InlineData("while (true) Console.Error.Flush();")]
    public async Task printing_works_after_any_number_of_printing_loops_were_interrupted(string loop)
    {
        await using var notebook = new Notebook();
        for (var round = 0; round < Rounds; round++)
        {
            await InterruptAsync(notebook, loop);
            Assert.True((await notebook.Run("Console.Write(\"out\"); Console.Error.Write(\"error\");")).Succeeded);
            Assert.Equal(("out", "error"), (notebook.Output.Printed("stdout"), notebook.Output.Printed("stderr")));
        }
    }

    [Theory]
    [InlineData("Session[\"value\"] = new[] { i, i };")]
    [InlineData("Session[\"value\"] = new[] { i, i }; Session.Flush();")]
    [InlineData("Session[\"value\"] = new[] { i, i }; _ = Session.Get<int[]>(\"value\"); _ = Session.Values;")]
    public async Task the_session_can_be_written_after_any_number_of_loops_that_write_it_were_interrupted(string body)
    {
        await using var notebook = new Notebook();
        await notebook.Value("Session[\"value\"] = new[] { 0, 0 };");
        for (var round = 0; round < Rounds; round++)
        {
            await InterruptAsync(notebook, $"for (var i = 0; ; i++) {{ {body} }}");
            Assert.Equal("True", await notebook.Value($"Session[\"round\"] = {round}; Session.Flush(); Session.Get<int[]>(\"value\") is [var a, var b] && a == b && !Session.IsDirty"));
        }
    }

    /// <summary>Interrupts a loop, once it runs, at a moment of its own.</summary>
    private static async Task InterruptAsync(Notebook notebook, string loop)
    {
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("Console.Write(\"in\");\n" + loop, stop.Token);
        while (notebook.Output.Calls.Count == 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        Assert.True((await running.WaitAsync(TimeSpan.FromMinutes(2))).Interrupted);
    }
}
