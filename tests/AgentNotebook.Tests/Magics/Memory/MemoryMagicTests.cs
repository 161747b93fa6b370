using System.Text.Json.Nodes;
using AgentNotebook.Display;
using AgentNotebook.Gpu;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Variables;
using AgentNotebook.Execution;
using AgentNotebook.Tests.Gpu;
using AgentNotebook.Tests.Shared;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Magics.Memory;

public sealed class MemoryMagicTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedProbe _probe = new("Stub H100");
    private readonly ScratchServices _scratch = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("memory-magic-").FullName;
    private readonly MemorySampler _memory;
    private readonly Screen _screen;
    private (long Used, long Ours) _now = (10L << 30, 1L << 30);

    public MemoryMagicTests()
    {
        _probe.Answer = (_, _) => new MemoryReading(_now.Used, _now.Ours) { OthersBytes = 8L << 30 };
        _memory = new MemorySampler(_probe, new MemorySamplerOptions { LogFile = Path.Combine(_folder, "memory.log") }, _time);
        _screen = new Screen(_scratch.Services with { Memory = _memory, Time = _time });
    }

    [Fact]
    public async Task it_draws_who_uses_what()
    {
        await RunAsync("#!gpu-mem");
        var shown = Assert.Single(_screen.Shown);
        Assert.Contains("<svg", shown.Data[MimeBundle.Svg], StringComparison.Ordinal);
        Assert.Contains("peak 10 GiB at 0 s, start 10 GiB, end 10 GiB: used by us 1 GiB (peak 1 GiB), by others 8 GiB, unexplained 1 GiB", shown.Data[MimeBundle.Text], StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_stretch_between_start_and_stop_is_drawn_and_sampled_at_its_rate()
    {
        Use(30, 20);
        await RunAsync("#!gpu-mem --start --rate 100");
        Assert.Empty(_screen.Shown);
        Assert.Equal(100, _memory.SamplesPerSecond);
        Use(12, 3);
        await RunAsync("#!gpu-mem --mark load");
        await RunAsync("#!gpu-mem --stop");
        var text = Assert.Single(_screen.Shown).Data[MimeBundle.Text];
        Assert.Contains("peak 30 GiB at 0 s", text, StringComparison.Ordinal);
        Assert.Contains("marks: 0 s start", text, StringComparison.Ordinal);
        Assert.Contains("load", text, StringComparison.Ordinal);
        Assert.False(_memory.IsRunning);
    }

    [Fact]
    public async Task json_and_csv_hold_every_sample_and_mark()
    {
        await RunAsync("#!gpu-mem --mark \"a \\\"b\\\", c\"");
        Use(30, 20);
        await RunAsync("#!gpu-mem --json");
        var json = JsonNode.Parse(_screen.Printed)!;
        var device = json["devices"]![0]!;
        Assert.Equal(_memory.Snapshot().Devices[0].Samples.Count, device["ours"]!.AsArray().Count);
        Assert.Equal((30L << 30, 20L << 30), ((long)device["peakBytes"]!, (long)device["peakOursBytes"]!));
        Assert.Equal("a \"b\", c", (string)json["marks"]![0]!["name"]!);
        Assert.Equal(("processes", 1L << 30, 20L << 30), ((string)json["balance"]![0]!["basis"]!, (long)json["balance"]![0]!["beforeBytes"]!, (long)json["balance"]![0]!["peakBytes"]!));
        _screen.Printed = "";
        await RunAsync("#!gpu-mem --csv --since \"a \\\"b\\\", c\"");
        var lines = _screen.Printed.Split('\n');
        Assert.Equal("seconds,device,used_bytes,ours_bytes,others_bytes,unexplained_bytes,mark", lines[0]);
        Assert.Contains("0,,,,,,\"a \"\"b\"\", c\"", lines);
        Assert.Contains($"1,0,{30L << 30},{20L << 30},{8L << 30},{2L << 30},", lines);
        Assert.Empty(_screen.Shown);
    }

    [Fact]
    public async Task a_budget_that_was_passed_for_a_moment_fails_the_cell_after_the_picture()
    {
        await RunAsync("#!gpu-mem --mark load");
        Use(30, 20);
        Use(12, 3);
        await RunAsync("#!gpu-mem --budget 21GiB");
        var failure = await FailsAsync("#!gpu-mem --since load --budget 8GiB");
        Assert.Equal("GPU 0 (Stub H100): 20 GiB were in use by us at the peak since 'load', 12 GiB more than the 8 GiB of --budget.", failure.Message);
        Assert.Equal(2, _screen.Shown.Count);
        await RunAsync("#!gpu-mem --mark after");
        await RunAsync("#!gpu-mem --since after --budget 8GiB");
    }

    [Fact]
    public async Task memory_that_does_not_come_back_fails_the_cell_with_what_is_held()
    {
        await RunAsync("#!gpu-mem --start");
        Use(30, 21);
        Use(15, 6);
        var asserting = FailsAsync("#!gpu-mem --expect-freed 95% --within 3s");
        await PassAsync(asserting, TimeSpan.FromSeconds(3));
        Assert.StartsWith("GPU 0 (Stub H100): of the 20 GiB that we took since 'start' (from 1 GiB to 21 GiB at the peak) 15 GiB came back: 75%, and --expect-freed asks for 95%. 5 GiB are still held.", (await asserting).Message, StringComparison.Ordinal);
        await RunAsync("#!gpu-mem --expect-freed 75%");
    }

    [Fact]
    public async Task memory_that_comes_back_a_little_later_is_waited_for()
    {
        await RunAsync("#!gpu-mem --mark load");
        Use(30, 21);
        var asserting = RunAsync("#!gpu-mem --since load --expect-freed 0.95");
        await _time.WhenTimersAsync(2);
        _now = (10L << 30, 1L << 30);
        await PassAsync(asserting, TimeSpan.FromSeconds(1));
        await asserting;
    }

    [Fact]
    public async Task where_nothing_was_taken_it_says_so()
    {
        await RunAsync("#!gpu-mem --expect-freed 100%");
        Assert.Contains("Nothing was taken since the notebook was opened", _screen.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_cannot_be_judged_does_not_pass()
    {
        using var silent = new MemorySampler(new ScriptedProbe("a") { Answer = (_, _) => null }, time: _time);
        var screen = new Screen(_scratch.Services with { Memory = silent, Time = _time });
        Assert.StartsWith("--budget cannot be judged: no device has answered", (await FailsAsync("#!gpu-mem --budget 8GiB", screen)).Message, StringComparison.Ordinal);
        var asserting = FailsAsync("#!gpu-mem --expect-freed 50%", screen);
        Assert.StartsWith("--expect-freed cannot be judged: no device has answered", (await asserting).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task where_the_driver_does_not_say_whose_memory_is_the_growth_is_judged_and_that_is_said()
    {
        _probe.TellsShare = false;
        Use(30, 0);
        Use(12, 0);
        var failure = await FailsAsync("#!gpu-mem --budget 8GiB");
        Assert.Contains("20 GiB were in use by us at the peak", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The driver does not say what each process uses", failure.Message, StringComparison.Ordinal);
        Assert.Contains("in use, by everyone", _screen.Shown[0].Data[MimeBundle.Svg], StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_curve_of_a_process_that_was_killed_is_shown()
    {
        Assert.Contains("one that ends by itself leaves no curve", (await FailsAsync("#!gpu-mem --previous")).Message, StringComparison.Ordinal);
        File.Copy(Path.Combine(_folder, "memory.log"), Path.Combine(_folder, "memory.log.previous"));
        Use(70, 60);
        await RunAsync("#!gpu-mem --previous");
        Assert.Contains("peak 10 GiB", Assert.Single(_screen.Shown).Data[MimeBundle.Text], StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "memory.log.previous"), "rubbish\n");
        Assert.Contains("line 1: it is no log", (await FailsAsync("#!gpu-mem --previous")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--since lod", "Did you mean 'load'?")]
    [InlineData("--json --csv", "two forms of the same")]
    [InlineData("--start --stop", "contradict each other")]
    [InlineData("--rate 50", "--rate goes with --start")]
    [InlineData("--start --rate 500", "200")]
    [InlineData("--within 3s", "--within goes with --expect-freed")]
    [InlineData("--expect-freed 0%", "a share such as 95%")]
    [InlineData("--expect-freed 101%", "a share such as 95%")]
    [InlineData("--expect-freed 95", "a share such as 95%")]
    [InlineData("--expect-freed most", "a share such as 95%")]
    [InlineData("--budget much", "512MiB")]
    [InlineData("--plan model --since load", "--plan draws no curve: --since has nothing to do there")]
    [InlineData("--quantize int8", "--quantize goes with --plan MODEL")]
    [InlineData("--previous --since load", "--since has nothing to do there")]
    public async Task what_makes_no_sense_is_refused_and_nothing_is_drawn(string parameters, string reason)
    {
        await RunAsync("#!gpu-mem --mark load");
        Assert.Contains(reason, (await FailsAsync($"#!gpu-mem {parameters}")).Message, StringComparison.Ordinal);
        Assert.Empty(_screen.Shown);
    }

    public void Dispose()
    {
        _memory.Dispose();
        _scratch.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Use(long used, long ours)
    {
        _now = (used << 30, ours << 30);
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    private Task RunAsync(string line, Screen? screen = null)
    {
        var (magic, arguments) = BuiltInMagics.CreateCatalog().Parse(line, 1);
        return magic.Run(new MagicInvocation(magic, arguments!, "", 2, "cell-1", screen ?? _screen), CancellationToken.None);
    }

    private async Task<MagicException> FailsAsync(string line, Screen? screen = null) => await Assert.ThrowsAsync<MagicException>(() => RunAsync(line, screen));

    /// <summary>Lets time pass for something that waits, until it is done.</summary>
    private async Task PassAsync(Task waiting, TimeSpan atMost)
    {
        var end = _time.Elapsed + atMost + TimeSpan.FromSeconds(1);
        while (!waiting.IsCompleted && _time.Elapsed < end)
        {
            // The sampler's timer, and that of whoever waits.
            await Task.WhenAny(waiting, _time.WhenTimersAsync(2));
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>A notebook that keeps what is shown and printed.</summary>
    private sealed class Screen(NotebookServices services) : INotebook
    {
        public List<MimeBundle> Shown { get; } = [];

        public string Printed { get; set; } = "";

        public NotebookServices Services { get; } = services;

        public void Display(MimeBundle bundle, string? displayId = null) => Shown.Add(bundle);

        public void Update(string displayId, MimeBundle bundle) => throw new NotSupportedException();

        public void Print(string text, bool isError = false) => Printed += text;

        public Task<GuestVariable> GetVariableAsync(string name, long maximumBytes, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeclareVariableAsync(string name, string type, string json, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IReadOnlyList<NotebookVariable> Variables() => [];

        public Task<CheckOutcome> CheckAsync(string code, string check, TimeSpan limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string?> AskAsync(string prompt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ImportAsync(string file, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void AtEnd(Action action) => throw new NotSupportedException();
    }
}
