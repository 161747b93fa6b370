using System.Text;
using System.Text.RegularExpressions;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models.Recording;
using AgentNotebook.Tests.Agents.Replay;
using AgentNotebook.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Models.Recording;

/// <summary>A recording may come from anywhere: whatever its bytes are, it is read or refused with the line that is wrong.</summary>
public sealed partial class RecordingReaderTests : IDisposable
{
    private readonly ReplayBench _bench = new();

    [Fact]
    public async Task mutated_lines_are_read_or_refused_by_their_number()
    {
        var text = Encoding.UTF8.GetBytes(await RecordAsync());
        var refused = 0;
        var mutation = Gen.Choose(0, text.Length - 1).Zip(Gen.Choose(0, 255)).Zip(Gen.Choose(0, 4));
        Prop.ForAll(mutation.ToArbitrary(), drawn =>
        {
            var ((at, value), how) = drawn;
            byte[] mutated = how switch
            {
                0 => [.. text[..at], (byte)value, .. text[(at + 1)..]],
                1 => [.. text[..at], .. text[(at + 1)..]],
                2 => [.. text[..at], (byte)value, .. text[at..]],
                3 => [.. text[..at], .. "null"u8, .. text[Math.Min(text.Length, at + 1 + (value % 8))..]],
                _ => [.. text[..at], .. text[Math.Max(0, at - value)..]],
            };
            try
            {
                Read(mutated);
            }
            catch (RecordingException exception)
            {
                refused++;
                Assert.Matches(LineOrFormat(), exception.Message);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
        Assert.True(refused > 500, $"{refused} of 2000 mutations were refused");
    }

    [Fact]
    public async Task every_line_can_be_read_by_a_person_and_says_what_it_is()
    {
        var lines = (await RecordAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("{\"kind\":\"recording\",\"format\":\"agentnb run recording\",\"version\":1,\"run\":\"run-1\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"seed\":7", lines[0], StringComparison.Ordinal);
        Assert.Contains("„first“", string.Concat(lines), StringComparison.Ordinal);
        Assert.All(lines, line => Assert.StartsWith("{\"kind\":\"", line, StringComparison.Ordinal));
        Assert.StartsWith("{\"kind\":\"end\",\"state\":\"Succeeded\"", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "reads up to 1")]
    [InlineData("\"version\":1", "\"version\":\"1\"", "Line 1")]
    [InlineData("agentnb run recording", "something else", "not a recording")]
    [InlineData("{\"kind\":\"outcome\"", "{\"kind\":\"outcome\",\"more\":1", "'more'")]
    [InlineData("{\"kind\":\"outcome\"", "{\"kind\":\"outcome\",\"kind\":\"outcome\"", "Line")]
    [InlineData("{\"kind\":\"outcome\"", "{\"kind\":\"income\"", "There is no kind 'income'")]
    [InlineData("\"call\":1,\"role\":\"Plan\",\"request\"", "\"call\":1,\"role\":1,\"request\"", "Line")]
    [InlineData("Certainly.", "\\ud800", "Line")]
    [InlineData("\"call\":1,\"role\":\"Plan\",\"request\"", "\"call\":1,\"role\":\"None\",\"request\"", "no reply to the role")]
    [InlineData("\"messages\":[", "\"messages\":[null,", "A list holds null")]
    [InlineData("\"peakMemoryBytes\":0,", "", "peakMemoryBytes")]
    public async Task a_line_that_is_not_well_formed_is_refused(string old, string changed, string said)
    {
        var text = await RecordAsync();
        Assert.Contains(old, text, StringComparison.Ordinal);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        var exception = Assert.Throws<RecordingException>(() => Read(Encoding.UTF8.GetBytes(text[..at] + changed + text[(at + old.Length)..])));
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task no_more_is_read_than_the_limits_allow()
    {
        await RecordAsync();
        Assert.Contains("in line 1", Assert.Throws<RecordingException>(() => RunReplay.Open(_bench.File, new RecordingLimits { LineBytes = 100 })).Message, StringComparison.Ordinal);
        Assert.Contains("3 lines", Assert.Throws<RecordingException>(() => RunReplay.Open(_bench.File, new RecordingLimits { Lines = 3 })).Message, StringComparison.Ordinal);
        Assert.Contains("larger than", Assert.Throws<RecordingException>(() => RunReplay.Open(_bench.File, new RecordingLimits { Bytes = 2000 })).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<RecordingException>(() => Read([.. "{\"kind\":"u8, .. Enumerable.Repeat((byte)'[', 100_000), (byte)'\n'])).Message, StringComparison.Ordinal);
        Assert.Contains("no whole line", Assert.Throws<RecordingException>(() => Read([])).Message, StringComparison.Ordinal);
        Assert.Contains("There is no recording", Assert.Throws<RecordingException>(() => RunReplay.Open(_bench.File + ".no")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    [GeneratedRegex("[Ll]ine [0-9]+|is not a recording")]
    private static partial Regex LineOrFormat();

    private static void Read(byte[] bytes) =>
        RunRecording.Check("run.jsonl", RecordingReader.Read(new MemoryStream(bytes), "run.jsonl", RunRecording.Format, new RecordingLimits()));

    private async Task<string> RecordAsync()
    {
        await _bench.RecordAsync(ReplayBench.Services(new WordyModel(), new ObedientRunner(ReplayBench.Bad("a") with { PeakMemoryBytes = 0 }, ReplayBench.Good("2"))), ReplayBench.Request());
        return await File.ReadAllTextAsync(_bench.File);
    }
}
