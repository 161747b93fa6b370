using System.Text;
using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>What a peer may say, and what it is refused for.</summary>
public sealed class PeerProtocolTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", "does not speak ZMTP")]
    [InlineData("\u0001", "does not speak ZMTP")]
    [InlineData("\u00FF\0\0\0\0\0\0\0\u0001\u007E", "does not speak ZMTP")]
    [InlineData("\u00FF\0\0\0\0\0\0\0\u0001\u007F\u0001", "older than 3.0")]
    public void a_stranger_is_refused_by_its_first_bytes(string said, string reason) => Refused(SocketKind.Router, Encoding.Latin1.GetBytes(said), reason);

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("NULLX")]
    [InlineData("")]
    public void another_mechanism_is_refused(string mechanism) =>
        Refused(SocketKind.Router, [.. Spoken.Greeting(mechanism: mechanism), .. Spoken.Ready("DEALER")], "security mechanism");

    [Theory]
    [InlineData(3, 0, false)]
    [InlineData(3, 1, true)]
    [InlineData(3, 9, true)]
    [InlineData(4, 0, true)]
    public void versions_from_3_0_on_are_taken_and_heartbeats_from_3_1_on(byte major, byte minor, bool hasHeartbeats)
    {
        var listening = new Listening(SocketKind.Router, new ZmtpOptions());
        var (events, refusal) = listening.Hear([.. Spoken.Greeting(major, minor), .. Spoken.Ready("DEALER")], () => 7);
        Assert.Null(refusal);
        Assert.Equal(PeerEventKind.Ready, Assert.Single(events).Kind);
        Assert.Equal(hasHeartbeats, listening.Protocol.HasHeartbeats);
    }

    [Theory]
    [InlineData(SocketKind.Router, "DEALER,REQ,ROUTER")]
    [InlineData(SocketKind.Publisher, "SUB,XSUB")]
    [InlineData(SocketKind.Reply, "REQ,DEALER")]
    internal void only_socket_types_that_fit_may_talk(SocketKind kind, string fitting)
    {
        string[] all = ["REQ", "REP", "DEALER", "ROUTER", "PUB", "XPUB", "SUB", "XSUB", "PUSH", "PULL", "PAIR", "dealer", ""];
        foreach (var type in all)
        {
            var (_, refusal) = new Listening(kind, new ZmtpOptions()).Hear(Spoken.Opening(type), () => 100);
            Assert.Equal(fitting.Split(',').Contains(type), refusal is null);
        }
    }

    [Fact]
    public void names_of_properties_are_read_in_any_case_and_unknown_ones_passed_over()
    {
        var listening = new Listening(SocketKind.Router, new ZmtpOptions());
        byte[] ready = Spoken.Command("READY", [.. Spoken.Property("X-Other", "1"), .. Spoken.Property("socket-TYPE", "REQ"), .. Spoken.Property("IDENTITY", "me"), .. Spoken.Property("Resource", "")]);
        Assert.Null(listening.Hear([.. Spoken.Greeting(), .. ready], () => 3).Refusal);
        Assert.Equal("me"u8, listening.Protocol.Metadata.Identity.Span);
    }

    [Fact]
    public void a_malformed_READY_is_refused()
    {
        Refused("no Socket-Type", Spoken.Command("READY"));
        Refused("no name or no value", Spoken.Command("READY", 0, 0, 0, 0, 0));
        Refused("no name or no value", Spoken.Command("READY", 200, 1));
        Refused("cut off", Spoken.Command("READY", [.. Spoken.Property("Socket-Type", "REQ")[..^1]]));
        Refused("cut off", Spoken.Command("READY", 1, (byte)'X', 0xFF, 0xFF, 0xFF, 0xFF));
        Refused("more than 255", Spoken.Ready("REQ", new string('i', 256)));
        Refused("begins with a zero", Spoken.Ready("REQ", "\0abc"));
        Refused("a message came before READY", Spoken.Message([1]));
        Refused("another command", Spoken.Command("PING", 0, 0));
        Refused("refused the handshake", Spoken.Command("ERROR", 0));
        Refused("no name", Spoken.Frame(4, []));
        Refused("no name", Spoken.Frame(4, [0, 1]));
        Refused("no name", Spoken.Frame(4, [9, 65]));
        Refused("other characters", Spoken.Command("RE4DY"));

        static void Refused(string reason, byte[] said) => PeerProtocolTests.Refused(SocketKind.Router, [.. Spoken.Greeting(), .. said], reason);
    }

    [Fact]
    public void frames_that_break_the_rules_or_the_limits_are_refused_before_their_body_comes()
    {
        Refused("reserved flags", [8, 0]);
        Refused("more than one frame", [5, 1]);
        Refused("beyond 2^63-1", Spoken.LongHeader(0, -1));
        Refused("a message of more than 1,000 bytes", Spoken.LongHeader(0, 1001));
        Refused("a message of more than 1,000 bytes", Spoken.LongHeader(1, long.MaxValue));
        Refused("a message of more than 600 bytes", [.. Spoken.Frame(1, new byte[400]), .. Spoken.LongHeader(1, 601)]);
        Refused("a command of more than 512 bytes", Spoken.LongHeader(4, 513));
        Refused("more than 3 frames", [1, 0, 1, 0, 1, 0, 1, 0]);
        Refused("between the frames", [1, 0, .. Spoken.Command("PING", 0, 0)]);
        Refused("bytes of data", Spoken.Command("PING", 0));
        Refused("bytes of data", Spoken.Command("PING", new byte[19]));
        Refused("sent an ERROR", Spoken.Command("ERROR", 0));

        static void Refused(string reason, byte[] said) => PeerProtocolTests.Refused(
            SocketKind.Router, [.. Spoken.Opening("DEALER"), .. said], reason, new ZmtpOptions { MaxMessageBytes = 1000, MaxCommandBytes = 512, MaxFrames = 3 });
    }

    [Fact]
    public void a_ping_is_an_event_with_its_context_and_other_commands_are_passed_over()
    {
        var events = Heard(SocketKind.Router, "DEALER", [.. Spoken.Command("PING", 1, 2, 9, 8), .. Spoken.Command("PONG", 1), .. Spoken.Command("LATER"), .. Spoken.Command("SUBSCRIBE"), .. Spoken.Message([5])]);
        Assert.Equal([PeerEventKind.Ping, PeerEventKind.Message], events.Select(next => next.Kind));
        Assert.Equal((0x0102, 2), (events[0].TimeToLive, events[0].Data.Length));
        Assert.Equal([9, 8], events[0].Data.ToArray());
    }

    [Fact]
    public void subscriptions_come_as_commands_and_as_messages_and_other_messages_to_a_PUB_are_discarded()
    {
        var events = Heard(SocketKind.Publisher, "SUB", [
            .. Spoken.Command("SUBSCRIBE", 65, 66), .. Spoken.Command("CANCEL", 65), .. Spoken.Message([1, 67]), .. Spoken.Message([0, 68]), .. Spoken.Message([1]),
            .. Spoken.Message([]), .. Spoken.Message([2, 1]), .. Spoken.Message([1, 1], [2])]);
        Assert.Equal(
            [(PeerEventKind.Subscribe, "AB"), (PeerEventKind.Cancel, "A"), (PeerEventKind.Subscribe, "C"), (PeerEventKind.Cancel, "D"), (PeerEventKind.Subscribe, "")],
            events.Select(next => (next.Kind, Encoding.ASCII.GetString(next.Data.Span))));
    }

    [Fact]
    public void a_declared_size_reserves_nothing_until_the_bytes_come()
    {
        byte[] stream = [.. Spoken.Opening("DEALER"), .. Spoken.LongHeader(0, 500_000_000), 1, 2, 3];
        var before = GC.GetAllocatedBytesForCurrentThread();
        new Listening(SocketKind.Router, new ZmtpOptions()).Hear(stream, () => int.MaxValue);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public void large_messages_share_a_budget_and_small_ones_do_not_need_it()
    {
        var options = new ZmtpOptions { MaxHeldBytes = 0 };
        Refused(SocketKind.Router, [.. Spoken.Opening("DEALER"), .. Spoken.Message(new byte[300_000])], "hold more than they may", options);
        Refused(SocketKind.Router, [.. Spoken.Opening("DEALER"), .. Enumerable.Repeat<byte[]>([1, 0], 4096).SelectMany(frame => frame)], "hold more than they may", options with { FreeMessageBytes = 100_000 });
        for (var i = 0; i < 10; i++)
        {
            var (events, refusal) = new Listening(SocketKind.Router, options).Hear([.. Spoken.Opening("DEALER"), .. Spoken.Message(new byte[200_000])], () => int.MaxValue);
            Assert.Null(refusal);
            Assert.Equal(2, events.Count);
        }
    }

    private static List<PeerEvent> Heard(SocketKind kind, string type, byte[] said)
    {
        var (events, refusal) = new Listening(kind, new ZmtpOptions()).Hear([.. Spoken.Opening(type), .. said], () => 5);
        Assert.Null(refusal);
        return events[1..];
    }

    private static void Refused(SocketKind kind, byte[] said, string reason, ZmtpOptions? options = null)
    {
        var listening = new Listening(kind, options ?? new ZmtpOptions());
        var (_, refusal) = listening.Hear(said, () => int.MaxValue);
        Assert.Contains(reason, refusal?.Message);
        Assert.Equal(0, listening.Leaked);
    }
}
