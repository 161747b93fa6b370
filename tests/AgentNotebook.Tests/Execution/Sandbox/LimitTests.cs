using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>Each limit ends the guest, is named, and is overshot by little.</summary>
[Collection(SandboxRunners.Name)]
public class LimitTests(SandboxRunners runners)
{
    private const long Mebibyte = 1 << 20;

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task wall_clock_time(SandboxLevel level)
    {
        var outcome = await runners.RunAsync(level, "Console.Write(\"said\");\nawait Task.Delay(-1);", Guests.Brief);

        Assert.Equal((Verdict.TimedOut, "The guest ran past its wall-clock limit of 0.7 s."), (outcome.Verdict, outcome.Reason));
        Assert.Equal("said", outcome.Output);
        Assert.InRange(outcome.WallTime, Guests.Brief.WallTime, Guests.Brief.WallTime + TimeSpan.FromSeconds(1));
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    public async Task processor_time_over_all_threads(SandboxLevel level)
    {
        var outcome = await runners.RunAsync(
            level,
            "for (var i = 0; i < 3; i++) new Thread(() => { while (true) { } }).Start();\nwhile (true) { }",
            Guests.Limits with { CpuTime = TimeSpan.FromSeconds(1), WallTime = TimeSpan.FromSeconds(60) });

        Assert.Equal((Verdict.TimedOut, "The guest ran past its limit of 1 s of processor time."), (outcome.Verdict, outcome.Reason));
        Assert.InRange(outcome.CpuTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5));
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated, "var kept = new List<byte[]>();\nwhile (true) kept.Add(GC.AllocateArray<byte>(1 << 20));")]
    [AtLevel(SandboxLevel.Confined, "var text = \"x\";\nwhile (true) text += text;")]
    [AtLevel(SandboxLevel.Isolated, "unsafe { while (true) { var p = (byte*)System.Runtime.InteropServices.Marshal.AllocHGlobal(1 << 20); for (var i = 0; i < 1 << 20; i += 4096) p[i] = 1; } }")]
    [AtLevel(SandboxLevel.Filtered, "unsafe { while (true) { var p = (byte*)System.Runtime.InteropServices.Marshal.AllocHGlobal(1 << 20); for (var i = 0; i < 1 << 20; i += 4096) p[i] = 1; } }")]
    public async Task memory_of_the_heap_and_outside_it(SandboxLevel level, string code) =>
        DemandOutOfMemory(await runners.RunAsync(level, code), level, past: 64 * Mebibyte);

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    public async Task memory_that_is_mapped_shared_and_belongs_to_no_file(SandboxLevel level)
    {
        // mmap(2): PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS. It is neither heap nor data.
        const string Code = """
            using System.Runtime.InteropServices;
            unsafe
            {
                for (var round = 0; round < 4096; round++)
                {
                    var p = (byte*)Native.Map(0, 1 << 20, 3, 0x21, -1, 0);
                    if (p == (byte*)-1) throw new OutOfMemoryException();
                    for (var i = 0; i < 1 << 20; i += 4096) p[i] = 1;
                }
            }
            static class Native
            {
                [DllImport("libc.so.6", EntryPoint = "mmap")]
                public static extern nint Map(nint address, nint length, int protection, int flags, int descriptor, nint offset);
            }
            """;

        // Watched from outside, and on a busy machine the watcher comes late: how late is the benchmark's affair. Without a watcher it would be 4 GiB.
        DemandOutOfMemory(await runners.RunAsync(level, Code), level, past: Guests.Limits.MemoryBytes);
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    [AtLevel(SandboxLevel.Filtered)]
    public async Task threads(SandboxLevel level)
    {
        var outcome = await runners.RunAsync(level, "for (var i = 0; i < 200; i++) new Thread(() => Thread.Sleep(-1)) { IsBackground = true }.Start();\nThread.Sleep(-1);", Guests.Limits with { Threads = 48 });

        Assert.Equal((Verdict.Refused, "The guest ran past its limit of 48 threads."), (outcome.Verdict, outcome.Reason));
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated)]
    [AtLevel(SandboxLevel.Confined)]
    public async Task output_and_result(SandboxLevel level)
    {
        var limits = Guests.Limits with { OutputBytesPerStream = 1001, ResultBytes = 4096 };
        var printed = await runners.RunAsync(level, "for (var i = 0; i < 100_000; i++) Console.Write(\"ä\");\n1", limits);
        var returned = await runners.RunAsync(level, "new string('x', 5000)", limits);

        Assert.Equal((Verdict.Completed, true, 500), (printed.Verdict, printed.OutputWasCut, printed.Output.Length));
        Assert.Equal(Verdict.Refused, returned.Verdict);
        Assert.Contains("limit of 4,096 bytes", returned.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [AtLevel(SandboxLevel.Isolated, "Environment.Exit(3);", "exit code 3")]
    [AtLevel(SandboxLevel.Confined, "Environment.Exit(3);", "exit code 3")]
    [AtLevel(SandboxLevel.Filtered, "Environment.Exit(3);", "exit code 3")]
    [AtLevel(SandboxLevel.Isolated, "int F(int x) => F(x + 1) + 1;\nF(0)", "Stack overflow. (in F)")]
    [AtLevel(SandboxLevel.Confined, "Environment.FailFast(\"gone for good\");", "gone for good")]
    public async Task a_guest_that_ends_its_process_has_crashed_and_the_reason_says_how(SandboxLevel level, string code, string reason)
    {
        var outcome = await runners.RunAsync(level, code);

        Assert.Equal((Verdict.Crashed, level), (outcome.Verdict, outcome.Level));
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
    }

    private static void DemandOutOfMemory(GuestOutcome outcome, SandboxLevel level, long past)
    {
        Assert.Equal((Verdict.OutOfMemory, "The guest ran into its memory limit of 256 MiB.", level), (outcome.Verdict, outcome.Reason, outcome.Level));
        Assert.InRange(outcome.PeakMemoryBytes, 64 * Mebibyte, Guests.Limits.MemoryBytes + past);
    }
}
