using AgentNotebook.Execution;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Execution.Workers;
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
        foreach (var decode in (Action<ReadOnlyMemory<byte>>[])
        [
            p => ProgramMessage.Decode(p), p => CheckMessage.Decode(p), p => ExceptionMessage.Decode(p),
            p => ArtifactMessage.DecodeBegin(p), p => ArtifactMessage.DecodeChunk(p), p => ArtifactMessage.DecodeEnd(p),
        ])
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

        var exception = ExceptionMessage.Decode(new ExceptionMessage("T", "m", [("F", 3)], new ExceptionMessage("I", "", [], null) { Code = -5, Call = "C" }) { Code = 13 }.Encode());
        Assert.Equal(("T", "m", "I"), (exception.Type, exception.Message, exception.Inner!.Type));
        Assert.Equal([("F", 3)], exception.Frames);
        Assert.Equal((13, "", -5, "C"), (exception.Code, exception.Call, exception.Inner.Code, exception.Inner.Call));

        var program = ProgramMessage.Decode(new ProgramMessage(1, 2, true, [new SubmissionMessage(new byte[] { 1 }, new byte[] { 2, 3 }, "T", "M")])
        {
            ArtifactBytes = 1L << 40,
            ArtifactCount = 9,
            Declarations = new SubmissionMessage(new byte[] { 4 }, default, "D", "E"),
            CheckCode = new SubmissionMessage(new byte[] { 6, 7 }, default, "C", "F"),
            Variables = [new PartMessage("v", 5)],
            Inputs = [new PartMessage("i", 0), new PartMessage("j", 7)],
            Libraries = [new byte[] { 8, 9 }],
        }.Encode());
        Assert.Equal((1, 2, true, "T", "M"), (program.OutputBytes, program.ResultBytes, program.HasResult, program.Submissions[0].EntryType, program.Submissions[0].EntryMethod));
        Assert.Equal((1L << 40, 9, "D", 1), (program.ArtifactBytes, program.ArtifactCount, program.Declarations!.EntryType, program.Declarations.Assembly.Length));
        Assert.Equal(("C", 2), (program.CheckCode!.EntryType, program.CheckCode.Assembly.Length));
        Assert.Equal(["v 5", "i 0", "j 7"], program.Variables.Concat(program.Inputs).Select(part => $"{part.Name} {part.Length}"));
        Assert.Equal([8, 9], Assert.Single(program.Libraries).ToArray());
    }

    [Fact]
    public void any_artifact_frames_are_kept_within_their_limits_or_refused() => Prop.ForAll(ArtifactFrames(), frames =>
    {
        var limits = new ExecutionLimits { ArtifactCount = 3, ArtifactBytes = 6 };
        var collector = new ArtifactCollector(limits);
        try
        {
            foreach (var frame in frames)
            {
                collector.Accept(frame);
            }
        }
        catch (FrameException)
        {
        }

        Assert.InRange(collector.Finished.Count, 0, limits.ArtifactCount);
        Assert.InRange(collector.Finished.Sum(artifact => artifact.Bytes.Length), 0, limits.ArtifactBytes);
        Assert.All(collector.Finished, artifact => Assert.Null(ExchangeName.Problem(artifact.Name)));
        Assert.Distinct(collector.Finished.Select(artifact => artifact.Name), StringComparer.OrdinalIgnoreCase);
    }).QuickCheckThrowOnFailure();

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

    // Mostly frames an honest worker could send, in any order, so that some come far; and some that are anything.
    private static Arbitrary<Frame[]> ArtifactFrames()
    {
        var number = Gen.Choose(0, 3);
        var begin = from n in number from name in Gen.Elements("a", "A", "b", "../c", "", "d\0", "e") select new Frame(FrameKind.ArtifactBegin, ArtifactMessage.Begin(n, name));
        var chunk = from n in number from length in Gen.Choose(0, 4) select new Frame(FrameKind.ArtifactChunk, new PayloadWriter().Int(n).ToArray().Concat(new byte[length]).ToArray());
        var end = from n in number from complete in Gen.Elements(true, false) select new Frame(FrameKind.ArtifactEnd, ArtifactMessage.End(n, complete));
        var any = from kind in Gen.Elements(FrameKind.ArtifactBegin, FrameKind.ArtifactChunk, FrameKind.ArtifactEnd) from bytes in ArbMap.Default.GeneratorFor<byte[]>() select new Frame(kind, bytes);
        return Gen.Frequency((4, begin), (4, chunk), (4, end), (1, any)).ArrayOf().ToArbitrary();
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
