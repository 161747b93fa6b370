using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Execution;

public class WorkerRunnerTests
{
    [Fact]
    public async Task a_reason_that_quotes_the_guest_holds_no_control_characters()
    {
        var outcome = await Guests.RunAsync("throw new Exception(\"\\u001b[2J\\a\\0 gone\");");

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("gone", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Reason, char.IsControl);
    }

    [Fact]
    public async Task a_guest_that_completes_answers_with_its_result_its_output_and_its_checks()
    {
        var outcome = await Guests.RunAsync(
            "var xs = Enumerable.Range(1, 4).ToList();\nConsole.WriteLine(\"π\");\nConsole.Error.Write(\"warned\");\nxs.Select(x => x * 0.5).ToArray()",
            null,
            "result.Length == 4",
            "xs.Count > 3 && result[0] > 100 && xs.Count > 0",
            "result[9] > 1",
            "(ulong)result.Length == 4 + 1",
            "xs is { Count: var n } && n != 4",
            "result == null");

        Assert.Equal((Verdict.Completed, ""), (outcome.Verdict, outcome.Reason));
        Assert.Equal(("[0.5,1,1.5,2]", "double[]"), (outcome.ResultJson, outcome.ResultType));
        Assert.Equal(("π" + Environment.NewLine, "warned", false), (outcome.Output, outcome.ErrorOutput, outcome.OutputWasCut));
        Assert.Equal([true, false, false, false, false, false], outcome.Checks.Select(check => check.Passed));
        Assert.Equal([new CheckValue("result[0]", "0.5")], outcome.Checks[1].Values);
        Assert.StartsWith("System.IndexOutOfRangeException", outcome.Checks[2].Error, StringComparison.Ordinal);
        Assert.Equal([new CheckValue("n", "4")], outcome.Checks[4].Values);
        Assert.Equal(new CheckValue("result", "[0.5, 1, 1.5, 2]"), outcome.Checks[5].Values[0]);
        Assert.Equal((0, SandboxLevel.None), (outcome.ExitCode, outcome.Level));
        Assert.InRange(outcome.PeakMemoryBytes, 10 << 20, Guests.Limits.MemoryBytes);
        Assert.True(outcome.CpuTime > TimeSpan.Zero);
    }

    [Fact]
    public async Task the_operands_of_a_check_are_evaluated_once()
    {
        var outcome = await Guests.RunAsync("var calls = 0;\nint Next() => ++calls;\nNext()", null, "Next() == 5", "calls == 2");

        Assert.Equal([new CheckValue("Next()", "2")], outcome.Checks[0].Values);
        Assert.True(outcome.Checks[1].Passed);
    }

    [Fact]
    public async Task a_guest_that_takes_all_memory_is_out_of_memory_and_its_line_is_told()
    {
        var outcome = await Guests.RunAsync("var kept = new List<byte[]>();\nwhile (true)\n{\n  kept.Add(GC.AllocateArray<byte>(1 << 20));\n}");

        Assert.Equal((Verdict.OutOfMemory, "The guest ran into its memory limit of 256 MiB."), (outcome.Verdict, outcome.Reason));
        Assert.Equal(4, outcome.Exception!.Line);
    }

    [Fact]
    public async Task memory_outside_the_heap_counts_too()
    {
        var outcome = await Guests.RunAsync("unsafe\n{\n  while (true)\n  {\n    var p = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(1 << 20);\n    for (int i = 0; i < 1 << 20; i += 4096) p[i] = 1;\n  }\n}");

        Assert.Equal(Verdict.OutOfMemory, outcome.Verdict);
        Assert.InRange(outcome.PeakMemoryBytes, 1, Guests.Limits.MemoryBytes * 2);
    }

    [Fact]
    public async Task threads_without_end_are_bounded()
    {
        var outcome = await Guests.RunAsync("for (var i = 0; i < 1_000_000; i++) new Thread(() => Thread.Sleep(-1)).Start();");

        Assert.Equal(Verdict.OutOfMemory, outcome.Verdict);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("new TaskCompletionSource<int>().Task.Result")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("var l = new object(); var t = Task.Run(() => { lock (l) { Thread.Sleep(-1); } }); Thread.Sleep(50); lock (l) { }")]
    public async Task a_guest_that_does_not_end_is_killed_at_its_wall_clock_limit(string code)
    {
        var outcome = await Guests.RunAsync(code, Guests.Brief);

        Assert.Equal((Verdict.TimedOut, "The guest ran past its wall-clock limit of 0.7 s."), (outcome.Verdict, outcome.Reason));
        Assert.Equal(137, outcome.ExitCode);
    }

    [Fact]
    public async Task a_check_that_does_not_end_is_killed_too()
    {
        var outcome = await Guests.RunAsync("bool Spin() { while (true) { } }", Guests.Brief, "true", "Spin()");

        Assert.Equal(Verdict.TimedOut, outcome.Verdict);
        Assert.True(Assert.Single(outcome.Checks).Passed);
    }

    [Theory]
    [InlineData("Environment.Exit(3);", "exit code 3", 3)]
    [InlineData("Environment.Exit(0);", "exit code 0", 0)]
    [InlineData("int F(int x) => F(x + 1) + 1;\nF(0)", "Stack overflow. (in F)", 134)]
    [InlineData("Environment.FailFast(\"gone for good\");", "gone for good", 134)]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill();", "signal 9", 137)]
    public async Task a_guest_that_ends_its_process_has_crashed_and_the_reason_says_how(string code, string reason, int exitCode)
    {
        var outcome = await Guests.RunAsync("Console.Write(\"before\");\n" + code);

        Assert.Equal((Verdict.Crashed, exitCode), (outcome.Verdict, outcome.ExitCode));
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
        Assert.Equal("before", outcome.Output);
    }

    [Theory]
    [InlineData("new Thread(() => { while (true) { } }).Start();\n5")]
    [InlineData("_ = Task.Run(() => throw new Exception(\"unobserved\"));\nThread.Sleep(50);\nGC.Collect();\nGC.WaitForPendingFinalizers();\n5")]
    [InlineData("_ = Task.Run(async () => { while (true) { Console.Write('.'); await Task.Yield(); } });\n5")]
    public async Task what_a_guest_leaves_running_does_not_change_its_answer(string code) =>
        Assert.Equal((Verdict.Completed, "5"), await Guests.RunAsync(code) switch { var outcome => (outcome.Verdict, outcome.ResultJson) });

    [Fact]
    public async Task nobody_is_at_the_keyboard() =>
        Assert.Equal("true", (await Guests.RunAsync("Console.ReadLine() is null && Console.OpenStandardInput().ReadByte() == -1")).ResultJson);

    [Fact]
    public async Task a_guest_that_prints_too_much_is_cut_and_says_so()
    {
        var outcome = await Guests.RunAsync("for (var i = 0; i < 100_000; i++) Console.Write(\"ä\");\n1", Guests.Limits with { OutputBytesPerStream = 1001 });

        Assert.Equal((Verdict.Completed, true), (outcome.Verdict, outcome.OutputWasCut));
        Assert.Equal(new string('ä', 500), outcome.Output);
    }

    [Theory]
    [InlineData("class N { public N Self; }\nvar n = new N();\nn.Self = n;\nn", "refers to itself")]
    [InlineData("new string('x', 5000)", "limit of 4,096 bytes")]
    [InlineData("IEnumerable<int> All() { while (true) yield return 1; }\nAll()", "limit of 4,096 bytes")]
    [InlineData("Task.FromResult(1)", "await it")]
    [InlineData("(Action)(() => { })", "no JSON form")]
    public async Task a_result_that_cannot_leave_the_worker_is_refused_with_the_reason(string code, string reason)
    {
        var outcome = await Guests.RunAsync(code, Guests.Limits with { ResultBytes = 4096 });

        Assert.Equal(Verdict.Refused, outcome.Verdict);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
        Assert.Null(outcome.ResultJson);
    }

    [Fact]
    public async Task numbers_json_has_no_form_for_are_named() =>
        Assert.Equal("{\"x\":{\"Item1\":1,\"Item2\":\"NaN\"}}", (await Guests.RunAsync("new Dictionary<string, (int, double)> { [\"x\"] = (1, double.NaN) }")).ResultJson);

    [Fact]
    public async Task the_environment_of_the_parent_is_not_the_guests()
    {
        Environment.SetEnvironmentVariable("AGENTNB_TEST_SECRET", "hidden");
        try
        {
            var outcome = await Guests.RunAsync("(Environment.GetEnvironmentVariable(\"AGENTNB_TEST_SECRET\"), Environment.GetEnvironmentVariable(\"HOME\") == Environment.CurrentDirectory)");

            Assert.Equal("{\"Item1\":null,\"Item2\":true}", outcome.ResultJson);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AGENTNB_TEST_SECRET", null);
        }
    }

    [Fact]
    public async Task what_a_guest_writes_to_descriptor_one_is_not_read_as_frames()
    {
        var outcome = await Guests.RunAsync("Console.OpenStandardOutput().Write(new byte[] { 0, 0, 0, 0, 9, 1, 2, 3 });\n7");

        Assert.Equal((Verdict.Completed, "7"), (outcome.Verdict, outcome.ResultJson));
    }

    [Theory]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8", "frame of")]
    [InlineData("0, 0, 0, 0, 99", "unknown kind")]
    [InlineData("0, 0, 0, 0, 9", "without the result")]
    [InlineData("1, 0, 0, 0, 6, (byte)'1'", "second result")]
    [InlineData("1, 0, 0, 0, 6, (byte)'{'", "not JSON")]
    [InlineData("1, 0, 0, 0, 2, 1", "unknown kind")]
    public async Task a_guest_that_finds_the_pipe_and_forges_frames_is_refused(string bytes, string reason)
    {
        var code = Guests.Forging($"new byte[] {{ {bytes} }}");

        var outcome = await Guests.RunAsync(code);

        Assert.Equal(Verdict.Refused, outcome.Verdict);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
    }
}
