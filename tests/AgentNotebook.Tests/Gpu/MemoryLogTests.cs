using AgentNotebook.Gpu;
using AgentNotebook.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Gpu;

public sealed class MemoryLogTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedProbe _probe = new("first", "second");
    private readonly string _folder = Directory.CreateTempSubdirectory("memory-log-").FullName;

    public MemoryLogTests() => _probe.Answer = (device, asked) => new MemoryReading(1000 + (device * 100) + asked, asked) { OthersBytes = 3 };

    private string LogFile => Path.Combine(_folder, "deep", "samples.log");

    [Fact]
    public void what_is_read_back_is_what_was_sampled_while_the_log_is_being_written()
    {
        using var sampler = Sampler();
        sampler.Mark("load \"the\nmodel\"");
        sampler.Mark("cell 3", MemoryMarkKind.Cell);
        _time.Advance(TimeSpan.FromSeconds(1));
        AssertSame(sampler.Snapshot(), MemoryLog.Read(LogFile));
    }

    [Fact]
    public void whatever_the_figures_and_the_names_the_log_gives_them_back()
    {
        var readings = Gen.Choose(0, int.MaxValue).Select(number => (long)number << 20).ArrayOf(20);
        var names = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(name => name.Get).Where(name => !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsSurrogate));
        Prop.ForAll(readings.Zip(names, (reading, name) => (reading, name)).ToArbitrary(), drawn =>
        {
            _probe.Answer = (device, asked) => new MemoryReading(drawn.reading[asked % 20], drawn.reading[(asked + 7) % 20] / 3) { OthersBytes = drawn.reading[(asked + 3) % 20] / 5 };
            using var sampler = Sampler();
            sampler.Mark(drawn.name);
            _time.Advance(TimeSpan.FromSeconds(1));
            AssertSame(sampler.Snapshot(), MemoryLog.Read(LogFile));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Fact]
    public void a_last_line_that_was_being_written_is_passed_over()
    {
        using var sampler = Sampler();
        _time.Advance(TimeSpan.FromSeconds(1));
        var text = File.ReadAllBytes(LogFile);
        var full = MemoryLog.Read(LogFile);
        for (var cut = 1; cut < 20; cut++)
        {
            File.WriteAllBytes(LogFile + ".cut", text[..^cut]);
            var read = MemoryLog.Read(LogFile + ".cut");
            Assert.Equal("", read.Explanation);
            Assert.Equal(full.Devices[1].Samples.SkipLast(1), read.Devices[1].Samples);
        }
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("s 7 1 1 1 1")]
    [InlineData("s -1 1 1 1 1")]
    [InlineData("s 0 1 1 1 1")]
    [InlineData("s 0 99999999999999999999999 1 1 1")]
    [InlineData("s 0 9000000 1 1")]
    [InlineData("s 0 9000000 1 1 -1")]
    [InlineData("s 0 9000000 1 1 1 1")]
    [InlineData("s 0 9000000 9223372036854775807 1 1")]
    [InlineData("m 5 king \"x\"")]
    [InlineData("m 5 77 \"x\"")]
    [InlineData("m 5 cell x")]
    [InlineData("m 5 cell \"\"")]
    public void a_damaged_line_ends_the_curve_and_is_named(string line)
    {
        using (var sampler = Sampler())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var full = MemoryLog.Read(LogFile);
        var lines = File.ReadAllLines(LogFile).Length;
        File.AppendAllText(LogFile, line + "\ns 0 8000000 5000000 0 0\n");
        var read = MemoryLog.Read(LogFile);
        Assert.Equal($"The log is damaged at line {lines + 1} and shown up to there.", read.Explanation);
        Assert.Equal(full.Devices[0].Samples, read.Devices[0].Samples);
    }

    [Theory]
    [InlineData("", "line 1: it is no log of memory samples")]
    [InlineData("%PDF-1.7\n", "line 1: it is no log of memory samples")]
    [InlineData("agentnb-memory 1\n", "line 2: it does not say what was measured")]
    [InlineData("agentnb-memory 1\n{}\n", "line 2: it does not say what was measured")]
    [InlineData("agentnb-memory 1\n{\"Title\":\"x\",\"Explanation\":\"\",\"Devices\":[null]}\n", "line 2: it does not say what was measured")]
    public void a_file_that_is_no_log_is_refused_with_the_line(string content, string reason)
    {
        var file = Path.Combine(_folder, "other");
        File.WriteAllText(file, content);
        Assert.Contains(reason, Assert.Throws<MemoryLogException>(() => MemoryLog.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void hostile_logs_are_bounded_before_they_are_read()
    {
        var file = Path.Combine(_folder, "hostile");
        using (var stream = File.Create(file))
        {
            stream.SetLength(MemoryLog.MaxFileBytes + 1);
        }

        Assert.Contains("none has more than 2 GiB", Assert.Throws<MemoryLogException>(() => MemoryLog.Read(file)).Message, StringComparison.Ordinal);
        var device = """{"Index":0,"Name":"x","TotalBytes":1,"Label":"y"}""";
        File.WriteAllText(file, $$"""agentnb-memory 1{{"\n"}}{"Title":"t","Explanation":"","Devices":[{{string.Join(',', Enumerable.Repeat(device, 129))}}]}{{"\n"}}""");
        Assert.Contains("line 2", Assert.Throws<MemoryLogException>(() => MemoryLog.Read(file)).Message, StringComparison.Ordinal);
        File.WriteAllText(file, $$"""agentnb-memory 1{{"\n"}}{"Title":"t","Explanation":"","Devices":[{{device}}]}{{"\n"}}s 0 1 5 0 0{{"\n"}}{{new string('s', 1 << 20)}}""");
        var read = MemoryLog.Read(file);
        Assert.Equal(("The log is damaged at line 4, which does not end, and shown up to there.", 1), (read.Explanation, read.Devices[0].Samples.Count));
        Assert.Contains("cannot be read", Assert.Throws<MemoryLogException>(() => MemoryLog.Read(Path.Combine(_folder, "missing"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void however_long_it_goes_on_the_log_stays_short_and_loses_neither_peak_nor_marks()
    {
        var options = new MemorySamplerOptions { SamplesPerSecond = 200, Capacity = 64, LogFile = LogFile, LogBytes = 64 << 10 };
        _probe.Answer = (device, asked) => new MemoryReading(asked == 777 ? 9_000_000 : 1000 + (asked % 50), asked == 778 ? 8_000_000 : asked % 7);
        using var sampler = new MemorySampler(_probe, options, _time);
        var longest = 0L;
        for (var part = 0; part < 10; part++)
        {
            sampler.Mark($"part {part}");
            _time.Advance(TimeSpan.FromSeconds(8));
            longest = Math.Max(longest, new FileInfo(LogFile).Length);
        }

        Assert.InRange(longest, 10_000, options.LogBytes + 200);
        var read = MemoryLog.Read(LogFile);
        Assert.Equal((9_000_000, 8_000_000), (read.Devices[0].PeakBytes, read.Devices[0].PeakOursBytes));
        Assert.Equal(Enumerable.Range(0, 10).Select(part => $"part {part}"), read.Marks.Select(mark => mark.Name));
        Assert.Equal(sampler.Snapshot().Devices[0].Samples[^1].UsedBytes, read.Devices[0].Samples[^1].UsedBytes);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(LogFile)!, "*.new"));
    }

    [Fact]
    public void a_reading_that_is_logged_allocates_nothing()
    {
        using var sampler = Sampler();
        Sample(500);
        Assert.InRange(Allocations.OfEach(() => Sample(2000)), 0, 200);

        void Sample(int times)
        {
            for (var i = 0; i < times; i++)
            {
                sampler.Sample();
            }
        }
    }

    [Fact]
    public void what_a_process_left_that_did_not_end_by_itself_is_kept_as_the_previous_one()
    {
        Assert.Null(MemoryLog.Previous(LogFile));
        using (Sampler())
        {
        }

        using var second = Sampler();
        Assert.Single(MemoryLog.Read(MemoryLog.Previous(LogFile)!).Devices[0].Samples);
    }

    [Fact]
    public void a_log_that_is_not_to_stay_is_gone_at_the_end_with_all_that_lies_beside_it()
    {
        using (var sampler = new MemorySampler(_probe, new MemorySamplerOptions { LogFile = LogFile, KeepsLog = false }, _time))
        {
            Assert.Equal(LogFile, sampler.LogFile);
        }

        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(LogFile)!));
    }

    [Fact]
    public void a_second_writer_keeps_off_and_says_that_it_keeps_no_log()
    {
        using var first = Sampler();
        using var second = Sampler();
        Assert.Null(second.LogFile);
        Assert.StartsWith("The samples are not kept on the disk (", second.Snapshot().Explanation, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(1));
        AssertSame(first.Snapshot(), MemoryLog.Read(LogFile));
    }

    [Fact]
    public void a_place_that_cannot_be_written_ends_the_log_and_not_the_sampling()
    {
        Directory.CreateDirectory(LogFile);
        using var sampler = Sampler();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(sampler.LogFile);
        Assert.Contains("not kept on the disk", sampler.Snapshot().Explanation, StringComparison.Ordinal);
        Assert.Equal(21, sampler.Snapshot().Devices[0].Samples.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private MemorySampler Sampler() => new(_probe, new MemorySamplerOptions { LogFile = LogFile }, _time);

    private static void AssertSame(MemoryCurve expected, MemoryCurve actual)
    {
        Assert.Equal((expected.Title, expected.Explanation, expected.Start, expected.IsGpu), (actual.Title, actual.Explanation, actual.Start, actual.IsGpu));
        Assert.Equal(expected.Marks, actual.Marks);
        Assert.Equal(expected.Devices.Select(series => series.Device), actual.Devices.Select(series => series.Device));
        foreach (var (wanted, read) in expected.Devices.Zip(actual.Devices))
        {
            Assert.Equal(wanted.Samples, read.Samples);
            Assert.Equal((wanted.PeakBytes, wanted.PeakOursBytes, wanted.BaselineBytes), (read.PeakBytes, read.PeakOursBytes, read.BaselineBytes));
        }
    }
}
