using AgentNotebook.Kernel.Zmtp;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>Messages and their frames on the wire, cut anyhow.</summary>
public sealed class FramingTests
{
    private static readonly Gen<byte[]> Body = Gen.OneOf(
        ArbMap.Default.GeneratorFor<byte[]>(),
        Gen.Elements(0, 1, 254, 255, 256, 257, 2047, 2048, 2049, 32_768, 65_536, 65_537, 300_000).Select(size => LibzmqPeer.Pattern(size, size % 7)));

    private static readonly Gen<byte[][][]> Messages = Body.NonEmptyListOf().Select(list => list.ToArray()).ArrayOf();

    [Fact]
    public void messages_come_out_as_they_went_in_however_the_stream_is_cut() =>
        Prop.ForAll(Messages.ToArbitrary(), ArbMap.Default.ArbFor<int>(), (messages, seed) =>
        {
            byte[] stream = [.. Spoken.Opening("DEALER"), .. messages.SelectMany(Spoken.Message)];
            return Heard(stream, seed) is var heard && Equal(messages, heard);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void what_a_batch_writes_is_read_as_the_same_messages() =>
        Prop.ForAll(Messages.ToArbitrary(), ArbMap.Default.ArbFor<int>(), (messages, seed) =>
        {
            using var written = new MemoryStream();
            written.Write(Spoken.Opening("DEALER"));
            WriteBatches(messages, written);
            return Equal(messages, Heard(written.ToArray(), seed));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void a_batch_writes_the_bytes_of_the_grammar() =>
        Prop.ForAll(Messages.ToArbitrary(), messages =>
        {
            using var written = new MemoryStream();
            WriteBatches(messages, written);
            return written.ToArray().AsSpan().SequenceEqual(messages.SelectMany(Spoken.Message).ToArray());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void a_large_frame_is_referred_to_in_pieces_and_not_copied()
    {
        var frame = new byte[2_000_000];
        var batch = new SendBatch();
        batch.Begin(OutgoingMessage.Of([new byte[10], frame, new byte[10]]));
        var (bytes, finished) = (0, 0L);
        while (batch.IsMidMessage)
        {
            batch.Clear();
            batch.Continue();
            batch.Close();
            Assert.InRange(batch.Segments.Sum(segment => segment.Count), 1, (512 << 10) + 100);
            Assert.All(batch.Segments, segment => Assert.True(segment.Array == frame || segment.Count < 100));
            bytes += batch.Segments.Sum(segment => segment.Count);
            finished += batch.FinishedCost;
        }

        Assert.Equal(12 + 2_000_009 + 12, bytes);
        Assert.InRange(finished, 2_000_020, 2_001_000);
    }

    [Fact]
    public void any_bytes_after_the_opening_end_in_messages_or_a_refusal_and_hold_nothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<int>(), (garbage, seed) =>
        {
            var listening = new Listening(SocketKind.Router, new ZmtpOptions());
            var random = new Random(seed);
            listening.Hear([.. Spoken.Opening("DEALER"), .. garbage], () => random.Next(1, 20));
            return listening.Leaked == 0;
        }).QuickCheckThrowOnFailure();

    private static void WriteBatches(byte[][][] messages, Stream written)
    {
        var batch = new SendBatch();
        var waiting = new Queue<OutgoingMessage>(messages.Select(frames => OutgoingMessage.Of([.. frames.Select(frame => (ReadOnlyMemory<byte>)frame)])));
        while (waiting.Count > 0 || batch.IsMidMessage)
        {
            batch.Clear();
            while (batch.HasRoom && (batch.IsMidMessage || waiting.Count > 0))
            {
                if (!batch.IsMidMessage)
                {
                    batch.Begin(waiting.Dequeue());
                }

                batch.Continue();
            }

            batch.Close();
            foreach (var segment in batch.Segments)
            {
                written.Write(segment);
            }
        }
    }

    private static List<PeerEvent> Heard(byte[] stream, int seed)
    {
        var random = new Random(seed);
        var listening = new Listening(SocketKind.Router, new ZmtpOptions());
        var (events, refusal) = listening.Hear(stream, () => random.Next(4) switch { 0 => 1, 1 => random.Next(1, 12), 2 => random.Next(1, 5000), _ => int.MaxValue });
        Assert.Null(refusal);
        Assert.False(listening.Protocol.IsMidMessage);
        Assert.Equal(0, listening.Leaked);
        Assert.Equal(PeerEventKind.Ready, events[0].Kind);
        return events;
    }

    private static bool Equal(byte[][][] messages, List<PeerEvent> events) =>
        events.Count == messages.Length + 1
        && messages.Zip(events.Skip(1)).All(pair => pair.First.Length == pair.Second.Frames!.Length
            && pair.First.Zip(pair.Second.Frames).All(frames => frames.Second.Span.SequenceEqual(frames.First)));
}
