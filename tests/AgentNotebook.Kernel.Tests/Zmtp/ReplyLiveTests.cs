using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>A REP and libzmq's REQ and DEALER.</summary>
public sealed class ReplyLiveTests
{
    private static readonly ZmtpEndpoint Anywhere = ZmtpEndpoint.Parse("tcp://127.0.0.1:0");

    [LibzmqFact]
    public async Task each_heartbeat_comes_back_as_it_was()
    {
        await using var heart = ReplySocket.Bind(Anywhere, new ZmtpOptions());
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("r", "REQ", heart.LocalEndpoint);
        for (var i = 0; i < 100; i++)
        {
            await peer.DoAsync($"send r 70696e67 {i:x2} -");
            Assert.Equal($"70696e67 {i:x2} -", await peer.AskAsync("receive r 10000"));
        }
    }

    [LibzmqFact]
    public async Task the_envelope_of_a_dealer_comes_back_and_a_message_without_one_is_passed_over()
    {
        await using var heart = ReplySocket.Bind(Anywhere, new ZmtpOptions());
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("d", "DEALER", heart.LocalEndpoint);
        await peer.DoAsync("send d 01 02");
        await peer.DoAsync("send d 01 02 -");
        await peer.DoAsync("send d 01 02 - 03 - 04");
        Assert.Equal("01 02 - 03 - 04", await peer.AskAsync("receive d 10000"));
    }

    [LibzmqFact]
    public async Task a_peer_closed_for_too_large_a_heartbeat_connects_again_and_is_answered()
    {
        await using var heart = ReplySocket.Bind(Anywhere, new ZmtpOptions { MaxEchoBytes = 1000 });
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("d", "DEALER", heart.LocalEndpoint);
        await peer.DoAsync("send d - pattern:1001:1");
        var answer = "timeout";
        while (answer == "timeout")
        {
            await peer.DoAsync("send d - 01");
            answer = await peer.AskAsync("receive d 100");
        }

        Assert.Equal("- 01", answer);
    }
}
