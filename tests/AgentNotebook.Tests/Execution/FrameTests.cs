using AgentNotebook.Execution.Frames;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Execution;

public class FrameTests
{
    private const int ResultBytes = 4096;

    private static readonly FrameKind[] _kinds = [FrameKind.Output, FrameKind.ErrorOutput, FrameKind.Result, FrameKind.Check, FrameKind.Failure];

    [Fact]
    public void any_frames_survive_any_chunking() => Prop.ForAll(Sent(), ArbMap.Default.ArbFor<PositiveInt[]>(), (sent, chunks) =>
    {
        var (frames, error) = Read(new ChunkedStream(Bytes(sent), [.. chunks.Select(chunk => chunk.Get)]));
        Assert.Null(error);
        Assert.Equal(sent.Select(frame => (frame.Kind, Convert.ToHexString(frame.Payload))), frames.Select(frame => (frame.Kind, Convert.ToHexString(frame.Payload.Span))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void any_mutated_bytes_are_frames_or_refused() => Prop.ForAll(Sent(), ArbMap.Default.ArbFor<(NonNegativeInt, byte)[]>(), (sent, mutations) =>
    {
        var bytes = Bytes(sent);
        foreach (var (place, value) in mutations.Where(_ => bytes.Length > 0))
        {
            bytes[place.Get % bytes.Length] = value;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var (frames, _) = Read(new ChunkedStream(bytes, [7]));

        Assert.True(frames.Sum(frame => frame.Payload.Length) <= bytes.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (2 * FrameCaps.MessageBytes) + (64 * bytes.Length) + 100_000);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void any_payload_is_a_message_or_refused() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        foreach (var decode in (Action<ReadOnlyMemory<byte>>[])[p => ProgramMessage.Decode(p), p => CheckMessage.Decode(p), p => ExceptionMessage.Decode(p)])
        {
            try
            {
                decode(bytes);
            }
            catch (FrameException)
            {
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void messages_come_back_as_they_were_sent()
    {
        var check = CheckMessage.Decode(new CheckMessage(3, false, "why", [(0, "1.5"), (2, "null")]).Encode());
        Assert.Equal((3, false, "why"), (check.Index, check.Passed, check.Error));
        Assert.Equal([(0, "1.5"), (2, "null")], check.Values);

        var exception = ExceptionMessage.Decode(new ExceptionMessage("T", "m", [("F", 3)], new ExceptionMessage("I", "", [], null)).Encode());
        Assert.Equal(("T", "m", "I"), (exception.Type, exception.Message, exception.Inner!.Type));
        Assert.Equal([("F", 3)], exception.Frames);

        var program = ProgramMessage.Decode(new ProgramMessage(1, 2, true, [new SubmissionMessage(new byte[] { 1 }, new byte[] { 2, 3 }, "T", "M")]).Encode());
        Assert.Equal((1, 2, true, "T", "M"), (program.OutputBytes, program.ResultBytes, program.HasResult, program.Submissions[0].EntryType, program.Submissions[0].EntryMethod));
    }

    [Fact]
    public void the_longest_exception_fits_its_frame()
    {
        var frames = Enumerable.Repeat((new string('€', 9999), int.MaxValue), 999).ToArray();
        var message = Enumerable.Range(0, 50).Aggregate(default(ExceptionMessage), (inner, _) => new ExceptionMessage(new string('€', 9999), new string('€', 9999), frames, inner));

        Assert.InRange(message!.Encode().Length, 1, FrameCaps.MessageBytes);
    }

    [Fact]
    public void a_frame_over_its_cap_is_refused_from_its_header_alone()
    {
        var (_, error) = Read(new MemoryStream([0xFF, 0xFF, 0xFF, 0xFF, (byte)FrameKind.Result]));

        Assert.Contains("4,096", error!.Message, StringComparison.Ordinal);
        Assert.False(error.WasCutOff);
    }

    private static Arbitrary<(FrameKind Kind, byte[] Payload)[]> Sent() => (
        from kind in Gen.Elements(_kinds)
        from payload in ArbMap.Default.GeneratorFor<byte[]>()
        select (kind, payload)).ArrayOf().ToArbitrary();

    private static byte[] Bytes((FrameKind Kind, byte[] Payload)[] frames)
    {
        using var stream = new MemoryStream();
        var writer = new FrameWriter(stream);
        foreach (var (kind, payload) in frames)
        {
            writer.Write(kind, payload);
        }

        return stream.ToArray();
    }

    private static (List<Frame> Frames, FrameException? Error) Read(Stream stream)
    {
        var reader = new FrameReader(stream, FrameCaps.OfRunner(ResultBytes));
        var frames = new List<Frame>();
        try
        {
            while (reader.ReadAsync().AsTask().GetAwaiter().GetResult() is { } frame)
            {
                frames.Add(frame);
            }

            return (frames, null);
        }
        catch (FrameException exception)
        {
            return (frames, exception);
        }
    }

    private sealed class ChunkedStream(byte[] bytes, int[] chunks) : MemoryStream(bytes)
    {
        private int _turn;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var chunk = chunks.Length == 0 ? buffer.Length : Math.Min(buffer.Length, chunks[_turn++ % chunks.Length]);
            return new ValueTask<int>(Read(buffer.Span[..chunk]));
        }
    }
}
