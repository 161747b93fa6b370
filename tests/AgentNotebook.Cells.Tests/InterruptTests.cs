using System.Globalization;
using AgentNotebook.Cells.Interrupts;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Tests.Shared;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Tests;

/// <summary>Interrupts that come at any moment, to code of every form.</summary>
public sealed class InterruptTests
{
    // The runtime's own way to stop a thread ended the test process, or left it waiting for ever, within some ten of these.
    private const int Rounds = 25;

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) ;")]
    [InlineData("for (; ; ) { }")]
    [InlineData("do { } while (true);")]
    [InlineData("again: goto again;")]
    [InlineData("switch (1) { case 1: goto case 2; case 2: goto case 1; }")]
    [InlineData("foreach (var x in Endless()) { }\nIEnumerable<int> Endless() { while (true) yield return 1; }")]
    [InlineData("foreach (var (x, y) in Endless()) ;\nIEnumerable<(int, int)> Endless() { while (true) yield return (1, 2); }")]
    [InlineData("long Slow(int n) => n < 2 ? n : Slow(n - 1) + Slow(n - 2);\nSlow(90)")]
    [InlineData("void Twice(int n) => Call(n, n);\nvoid Call(int n, int m) { if (n > 0) { Twice(n - 1); Twice(n - 1); } }\nTwice(90);")]
    [InlineData("class Machine { public static int Run(int n) { if (n > 0) { Run(n - 1); Run(n - 1); } return n; } }\nMachine.Run(90);")]
    [InlineData("{ int Local(int n) => n < 2 ? n : Local(n - 1) + Local(n - 2); Local(90); }")]
    [InlineData("Func<int, int> f = null; f = n => { return n < 2 ? n : f(n - 1) + f(n - 2); };\nf(90)")]
    [InlineData("Action<int> f = null; f = delegate (int n) { if (n > 0) { f(n - 1); f(n - 1); } };\nf(90);")]
    [InlineData("await Task.Yield(); while (true) { }")]
    [InlineData("await Task.Run(() => { while (true) { } });")]
    [InlineData("while (true) { try { Thread.Sleep(1); } catch (Exception) { } }")]
    [InlineData("try { while (true) { } } catch (Exception) { }")]
    [InlineData("try { while (true) { } } finally { Console.Error.Write(1); }")]
    public async Task code_that_computes_without_end_is_interrupted(string code)
    {
        await using var notebook = new Notebook(new CellEngineOptions { InterruptGrace = TimeSpan.FromMinutes(1) });
        await InterruptAsync(notebook, code);
        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

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

    [Fact]
    public async Task what_an_interrupted_cell_started_in_the_background_ends_too_and_what_another_started_goes_on()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var turns = 0L; var go = true; var stays = Task.Run(() => { while (Volatile.Read(ref go)) { Interlocked.Increment(ref turns); } });");
        await InterruptAsync(notebook, "var ends = Task.Run(() => { while (true) { } }); ends.Wait();");

        Assert.Equal("True", await notebook.Value("try { ends.Wait(); } catch (AggregateException e) { display(e.InnerException is OperationCanceledException); }\nends.IsCompleted"));
        Assert.Contains("display:True", notebook.Output.Calls);
        Assert.Equal("True", await notebook.Value("var before = Interlocked.Read(ref turns); SpinWait.SpinUntil(() => Interlocked.Read(ref turns) > before); !stays.IsCompleted"));
        await InterruptAsync(notebook, "stays.Wait();");
        Assert.Equal("False", await notebook.Value("stays.IsCompleted"));
        await notebook.Value("go = false; stays.Wait();");
    }

    [Fact]
    public async Task a_library_call_that_does_not_end_is_left_to_itself_and_the_message_says_so()
    {
        await using var notebook = new Notebook(new CellEngineOptions { InterruptGrace = TimeSpan.FromMilliseconds(20) });
        await notebook.Value("var kept = 7; var end = false;");
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("Console.Write(1); Enumerable.Range(0, int.MaxValue).SelectMany(_ => Enumerable.Range(0, int.MaxValue)).All(_ => !Volatile.Read(ref end))", stop.Token);
        await notebook.Output.UntilAsync("stdout:1");
        await stop.CancelAsync();

        var result = await running;
        Assert.True(result.Interrupted);
        Assert.Contains("a call of the framework or a library that does not end", result.Error!.Message);
        Assert.Equal("7", await notebook.Value("end = true; kept"));
    }

    [Fact]
    public async Task a_recursion_without_end_is_an_error_and_the_notebook_goes_on()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var kept = 7;");
        Assert.Equal(nameof(InsufficientExecutionStackException), (await notebook.Error("int Deep(int n) => 1 + Deep(n + 1);\nDeep(0)")).Name);
        Assert.Equal("7", await notebook.Value("kept"));
    }

    [Fact]
    public async Task errors_are_told_with_the_lines_and_columns_that_were_written()
    {
        await using var notebook = new Notebook();
        var thrown = await notebook.Error("int Third(int[] a) =>\n    a[3];\nfor (var i = 0; i < 3; i++)\n    foreach (var x in new[] { 1 })\n        Third(new int[i]);");
        Assert.Equal(["   at Third(Int32[] a) line 2", "   at the cell line 5"], thrown.Traceback.Skip(1));
        var misspelled = await notebook.Error("for (var i = 0; i < 3; i++) Console.WriteLime(i);");
        Assert.Contains("for (var i = 0; i < 3; i++) Console.WriteLime(i);", string.Join('\n', misspelled.Traceback));
        Assert.DoesNotContain(nameof(CellInterrupt), string.Join('\n', misspelled.Traceback));
    }

    [Fact]
    public void code_with_checks_is_c_sharp_and_keeps_its_lines()
    {
        // A directive behind a check is one in the tree, and none in its text, which nobody reads.
        var files = Directory.EnumerateFiles(RepositoryFolder.Find("src", "AgentNotebook"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !File.ReadAllText(file).Contains("#pragma", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        var changed = 0;
        foreach (var file in files)
        {
            var tree = SubmissionChain.Parse(File.ReadAllText(file), file, CancellationToken.None);
            var with = InterruptChecks.Into(tree, CancellationToken.None);
            changed += ReferenceEquals(tree, with) ? 0 : 1;
            Assert.Equal(tree.GetText().Lines.Count, with.GetText().Lines.Count);
            Assert.Equal(string.Join('\n', Messages(tree, file)), string.Join('\n', Messages(SubmissionChain.Parse(with.GetText().ToString(), file, CancellationToken.None), file)));
        }

        Assert.InRange(changed, files.Count / 10, files.Count);
    }

    private static IEnumerable<string> Messages(SyntaxTree tree, string file) =>
        tree.GetDiagnostics().Select(diagnostic => $"{file} line {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");

    [Fact]
    public async Task lambdas_within_lambdas_get_their_checks_in_one_walk()
    {
        // A walk that goes twice into each would go into the innermost 2^60 times.
        var nested = string.Concat(Enumerable.Range(0, 60).Select(depth => depth % 2 == 0 ? $"x{depth} => " : $"(x{depth}) => ")) + "{ while (true) { } }";
        var tree = SubmissionChain.Parse(nested, "cell", CancellationToken.None);

        var with = await Task.Run(() => InterruptChecks.Into(tree, CancellationToken.None)).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(2, with.ToString().Split(nameof(CellInterrupt.Requested)).Length - 1);
    }

    /// <summary>Interrupts code, once it runs, at a moment of its own.</summary>
    private static async Task InterruptAsync(Notebook notebook, string code)
    {
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("Console.Write(\"in\");\n" + code, stop.Token);
        while (notebook.Output.Calls.Count == 0 && !running.IsCompleted)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        var result = await running.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.True(result.Interrupted, string.Join('\n', result.Error?.Traceback ?? []));
    }
}
