using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>A ROUTER and libzmq's DEALER and REQ.</summary>
public sealed class RouterLiveTests
{
    private static readonly ZmtpEndpoint Anywhere = ZmtpEndpoint.Parse("tcp://127.0.0.1:0");

    private readonly CancellationToken _limit = new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    [LibzmqFact]
    public async Task messages_of_many_frames_pass_between_a_dealer_and_a_router_both_ways()
    {
        await using var router = RouterSocket.Bind(Anywhere, new ZmtpOptions());
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("d", "DEALER", router.LocalEndpoint, "identity=6d65");
        await peer.DoAsync("send d 01 - 0203 pattern:255:1 pattern:256:2 pattern:70000:3");

        var message = await router.ReceiveAsync(_limit);
        Assert.Equal("me"u8, message.Identity.Span);
        byte[][] expected = [[1], [], [2, 3], LibzmqPeer.Pattern(255, 1), LibzmqPeer.Pattern(256, 2), LibzmqPeer.Pattern(70000, 3)];
        Assert.Equal(expected, message.Frames.Select(frame => frame.ToArray()));

        Assert.True(await router.SendAsync(message.Identity, message.Frames, _limit));
        Assert.Equal(LibzmqPeer.Text(expected), await peer.AskAsync("receive d 10000"));
    }

    [LibzmqFact]
    public async Task a_message_of_20_MB_passes_both_ways_and_leaves_nothing_charged()
    {
        await using var router = RouterSocket.Bind(Anywhere, new ZmtpOptions());
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("d", "DEALER", router.LocalEndpoint);
        await peer.DoAsync("send d 01 pattern:20000000:7 02");

        var message = await router.ReceiveAsync(_limit);
        var large = LibzmqPeer.Pattern(20_000_000, 7);
        Assert.Equal([1, large.Length, 1], message.Frames.Select(frame => frame.Length));
        Assert.True(message.Frames[1].Span.SequenceEqual(large));
        Assert.Equal(0, router.HeldBytes);

        Assert.True(await router.SendAsync(message.Identity, message.Frames, _limit));
        Assert.Equal(LibzmqPeer.Text([1], large, [2]), await peer.AskAsync("receive d 30000"));
    }

    [LibzmqFact]
    public async Task a_request_of_a_REQ_comes_with_its_delimiter_and_each_peer_gets_its_own_answer()
    {
        await using var router = RouterSocket.Bind(Anywhere, new ZmtpOptions());
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("a", "REQ", router.LocalEndpoint);
        await peer.ConnectAsync("b", "REQ", router.LocalEndpoint);
        await peer.DoAsync("send a aa");
        await peer.DoAsync("send b bb");
        ZmtpMessage[] requests = [await router.ReceiveAsync(_limit), await router.ReceiveAsync(_limit)];
        Assert.All(requests, request => Assert.Equal((5, 0), (request.Identity.Length, request.Identity.Span[0])));
        foreach (var request in requests.Reverse())
        {
            Assert.Equal([0, 1], request.Frames.Select(frame => frame.Length));
            Assert.True(await router.SendAsync(request.Identity, [request.Frames[0], request.Frames[1], new byte[] { 1 }], _limit));
        }

        Assert.Equal("aa 01", await peer.AskAsync("receive a 10000"));
        Assert.Equal("bb 01", await peer.AskAsync("receive b 10000"));
    }

    [LibzmqFact]
    public async Task twenty_reconnects_under_one_identity_lose_no_answer()
    {
        await using var router = RouterSocket.Bind(Anywhere, new ZmtpOptions());
        using var peer = new LibzmqPeer();
        for (var i = 0; i < 20; i++)
        {
            await peer.ConnectAsync("d", "DEALER", router.LocalEndpoint, "identity=73616d65");
            await peer.DoAsync($"send d {i:x2}");
            var message = await router.ReceiveAsync(_limit);
            Assert.Equal("same"u8, message.Identity.Span);
            Assert.True(await router.SendAsync(message.Identity, message.Frames, _limit));
            Assert.Equal($"{i:x2}", await peer.AskAsync("receive d 10000"));
            await peer.DoAsync("close d");
        }
    }

    [LibzmqFact]
    public async Task a_second_connection_with_the_identity_of_a_first_that_still_lives_takes_it_over()
    {
        await using var router = RouterSocket.Bind(Anywhere, new ZmtpOptions());
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("old", "DEALER", router.LocalEndpoint, "identity=6964 reconnect_ivl=-1");
        await peer.DoAsync("send old 01");
        await router.ReceiveAsync(_limit);
        await peer.ConnectAsync("new", "DEALER", router.LocalEndpoint, "identity=6964");
        await peer.DoAsync("send new 02");
        var message = await router.ReceiveAsync(_limit);
        Assert.True(await router.SendAsync(message.Identity, message.Frames, _limit));
        Assert.Equal("02", await peer.AskAsync("receive new 10000"));
        Assert.Equal("timeout", await peer.AskAsync("receive old 1"));
    }

    [LibzmqFact]
    public async Task answers_to_a_peer_that_is_gone_are_dropped_and_told_so()
    {
        await using var router = RouterSocket.Bind(Anywhere, new ZmtpOptions());
        Assert.False(await router.SendAsync("nobody"u8.ToArray(), [new byte[] { 1 }], _limit));
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("d", "DEALER", router.LocalEndpoint);
        await peer.DoAsync("send d 01");
        var message = await router.ReceiveAsync(_limit);
        await peer.DoAsync("close d");
        while (await router.SendAsync(message.Identity, message.Frames, _limit))
        {
            await Task.Yield();
        }
    }

    [LibzmqFact]
    public async Task a_flood_of_messages_that_nobody_receives_stops_the_sender_and_not_the_others()
    {
        var options = new ZmtpOptions { MaxWaitingBytesPerPeer = 100_000 };
        await using var router = RouterSocket.Bind(Anywhere, options);
        using var flooder = new LibzmqPeer();
        using var peer = new LibzmqPeer();
        await flooder.ConnectAsync("f", "DEALER", router.LocalEndpoint, "identity=66");
        var flood = flooder.DoAsync("flood f 20000 10000");
        await peer.ConnectAsync("d", "DEALER", router.LocalEndpoint, "identity=64");
        await peer.DoAsync("send d 01");
        var flooded = 0;
        var before = -1;
        for (var others = 0; flooded < 20_000 || others == 0;)
        {
            var message = await router.ReceiveAsync(_limit);
            if (message.Identity.Span.SequenceEqual("d"u8))
            {
                (others, before) = (others + 1, flooded);
                continue;
            }

            Assert.Equal(flooded++, int.Parse(message.Frames[0].Span));
        }

        await flood;
        Assert.InRange(before, 0, 19_000);
    }

    [LibzmqFact]
    public async Task the_last_messages_go_out_before_the_socket_closes()
    {
        using var peer = new LibzmqPeer();
        var router = RouterSocket.Bind(Anywhere, new ZmtpOptions { Linger = TimeSpan.FromSeconds(30) });
        await peer.ConnectAsync("d", "DEALER", router.LocalEndpoint, "rcvhwm=0");
        await peer.DoAsync("send d 01");
        var message = await router.ReceiveAsync(_limit);
        for (var i = 0; i < 2000; i++)
        {
            Assert.True(await router.SendAsync(message.Identity, [LibzmqPeer.Pattern(10_000, i), System.Text.Encoding.ASCII.GetBytes($"{i}")], _limit));
        }

        await router.DisposeAsync();
        Assert.Equal("2000 in order", await peer.AskAsync("count d 2000 10000 0"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await router.ReceiveAsync(_limit));
    }

    [LibzmqFact]
    public async Task a_socket_that_is_bound_again_to_the_same_port_finds_its_peers_again()
    {
        using var peer = new LibzmqPeer();
        var router = RouterSocket.Bind(Anywhere, new ZmtpOptions());
        var endpoint = router.LocalEndpoint;
        await peer.ConnectAsync("d", "DEALER", endpoint, "identity=64");
        for (var i = 0; i < 3; i++)
        {
            await peer.DoAsync($"send d 0{i}");
            var message = await router.ReceiveAsync(_limit);
            Assert.Equal(i, message.Frames[0].Span[0]);
            await router.DisposeAsync();
            router = RouterSocket.Bind(endpoint, new ZmtpOptions());
        }

        await router.DisposeAsync();
    }

    [LibzmqFact]
    public async Task heartbeats_of_libzmq_are_answered_and_ours_by_it()
    {
        var options = new ZmtpOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(20), HeartbeatTimeout = TimeSpan.FromSeconds(10) };
        await using var router = RouterSocket.Bind(Anywhere, options);
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("d", "DEALER", router.LocalEndpoint, "identity=64 heartbeat_ivl=20 heartbeat_timeout=10000 heartbeat_ttl=5000");
        await peer.DoAsync("send d 01");
        var message = await router.ReceiveAsync(_limit);
        Assert.Equal("timeout", await peer.AskAsync("receive d 500"));
        Assert.True(await router.SendAsync(message.Identity, message.Frames, _limit));
        Assert.Equal("01", await peer.AskAsync("receive d 10000"));
    }
}
