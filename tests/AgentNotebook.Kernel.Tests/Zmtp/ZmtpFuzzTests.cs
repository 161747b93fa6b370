using System.Net.Sockets;
using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>Valid streams with faults in them: whatever comes, it ends in messages or a refusal, within bounds. AGENTNOTEBOOK_FUZZ sets the number of cases.</summary>
public sealed class ZmtpFuzzTests
{
    private const int OverSockets = 300;

    // A protocol and its buffer, the first piece of a large frame, and for the smallest frames their array and two places in lists.
    private const long FixedBytes = 256 << 10;
    private const long BytesForEach = 100;

    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("AGENTNOTEBOOK_FUZZ"), out var cases) ? cases : 2000;

    private static readonly (SocketKind Kind, byte[] Stream)[] Valid = CreateStreams();

    private static readonly ZmtpOptions Options = new() { MaxMessageBytes = 1 << 20, MaxFrames = 1000, HandshakeTimeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public void a_mutated_stream_is_understood_or_refused_in_bounded_memory()
    {
        var refused = 0;
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var (kind, stream) = Valid[random.Next(Valid.Length)];
            var mutant = Mutate(stream, random);
            var listening = new Listening(kind, Options);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                refused += listening.Hear(mutant, () => random.Next(3) == 0 ? random.Next(1, 40) : int.MaxValue).Refusal is null ? 0 : 1;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= FixedBytes + BytesForEach * mutant.Length, $"seed {seed}: {allocated:N0} bytes for {mutant.Length:N0}");
            Assert.True(listening.Leaked == 0, $"seed {seed}: {listening.Leaked:N0} bytes stay charged");
        }

        // Were all refused, or none, the mutations would test nothing.
        Assert.InRange(refused, Cases / 5, Cases * 19 / 20);
    }

    [Fact]
    public void each_valid_stream_is_understood_to_its_end()
    {
        foreach (var (kind, stream) in Valid)
        {
            var (events, refusal) = new Listening(kind, Options).Hear(stream, () => 100);
            Assert.Null(refusal);
            Assert.True(events.Count > 3);
        }
    }

    [Fact]
    public async Task sockets_outlive_mutated_streams_of_their_peers()
    {
        var anywhere = ZmtpEndpoint.Parse("tcp://127.0.0.1:0");
        await using var router = RouterSocket.Bind(anywhere, Options);
        await using var publisher = PublisherSocket.Bind(anywhere, Options);
        await using var heart = ReplySocket.Bind(anywhere, Options);
        using var done = new CancellationTokenSource();
        var receiving = ReceiveAllAsync(router, done.Token);
        for (var seed = 0; seed < OverSockets; seed++)
        {
            var random = new Random(seed);
            var (kind, stream) = Valid[random.Next(Valid.Length)];
            var endpoint = kind switch { SocketKind.Router => router.LocalEndpoint, SocketKind.Publisher => publisher.LocalEndpoint, _ => heart.LocalEndpoint };
            using var peer = await RawPeer.ConnectAsync(endpoint);
            await peer.TrySendAsync(Mutate(stream, random));
            peer.EndSending();
            await peer.ReadToEndAsync();
        }

        await done.CancelAsync();
        await receiving;
        foreach (var (kind, endpoint) in new[] { (SocketKind.Router, router.LocalEndpoint), (SocketKind.Publisher, publisher.LocalEndpoint), (SocketKind.Reply, heart.LocalEndpoint) })
        {
            using var peer = await RawPeer.ConnectAsync(endpoint);
            await peer.SendAsync([.. Spoken.Opening(kind == SocketKind.Publisher ? "SUB" : "REQ"), .. Spoken.Command("PING", 0, 0, 7)]);
            await peer.ReadUntilAsync(Spoken.Command("PONG", 7));
        }
    }

    private static async Task ReceiveAllAsync(RouterSocket router, CancellationToken done)
    {
        try
        {
            while (true)
            {
                await router.ReceiveAsync(done);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static (SocketKind Kind, byte[] Stream)[] CreateStreams()
    {
        byte[][] jupyter = ["<IDS|MSG>"u8.ToArray(), LibzmqPeer.Pattern(64, 1), LibzmqPeer.Pattern(200, 2), "{}"u8.ToArray(), "{}"u8.ToArray(), LibzmqPeer.Pattern(1000, 3)];
        return
        [
            (SocketKind.Router, [.. Spoken.Opening("DEALER", "client-1"), .. Spoken.Message(jupyter), .. Spoken.Command("PING", 0, 100, 1, 2), .. Spoken.Message([.. jupyter, LibzmqPeer.Pattern(100_000, 4)]), .. Spoken.Message([9])]),
            (SocketKind.Router, [.. Spoken.Opening("REQ"), .. Spoken.Message([], [1, 2, 3]), .. Spoken.Command("PONG"), .. Spoken.Message([], []), .. Spoken.Message([], LibzmqPeer.Pattern(300, 1))]),
            (SocketKind.Publisher, [.. Spoken.Opening("SUB"), .. Spoken.Command("SUBSCRIBE"), .. Spoken.Command("SUBSCRIBE", 1, 2, 3), .. Spoken.Command("CANCEL", 1, 2, 3), .. Spoken.Command("PING", 0, 0)]),
            (SocketKind.Publisher, [.. Spoken.Greeting(3, 0), .. Spoken.Ready("XSUB"), .. Spoken.Message([1]), .. Spoken.Message([1, 5, 6]), .. Spoken.Message([0, 5, 6]), .. Spoken.Message([2, 2])]),
            (SocketKind.Reply, [.. Spoken.Opening("REQ"), .. Spoken.Message([], "ping"u8.ToArray()), .. Spoken.Message([], "ping"u8.ToArray(), []), .. Spoken.Message([1], [2], [], [3])]),
        ];
    }

    private static byte[] Mutate(byte[] stream, Random random)
    {
        List<byte> bytes = [.. stream];
        for (var faults = random.Next(1, 6); faults > 0 && bytes.Count > 0; faults--)
        {
            // Most of the bytes are bodies; where frames begin is more telling, and that is early in these streams.
            var at = random.Next(2) == 0 ? random.Next(bytes.Count) : random.Next(Math.Min(bytes.Count, 300));
            var length = Math.Min(random.Next(1, 30), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    bytes.InsertRange(at, Spoken.LongHeader(random.Next(8), random.NextInt64() >> random.Next(64)));
                    break;
                case 6:
                    bytes.InsertRange(at, Valid[random.Next(Valid.Length)].Stream);
                    break;
                default:
                    var garbage = new byte[length];
                    random.NextBytes(garbage);
                    bytes.InsertRange(at, garbage);
                    break;
            }
        }

        return [.. bytes];
    }
}
