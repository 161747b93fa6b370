using System.Text;
using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>A PUB and libzmq's SUB.</summary>
public sealed class PublisherLiveTests
{
    private static readonly ZmtpEndpoint Anywhere = ZmtpEndpoint.Parse("tcp://127.0.0.1:0");

    private readonly CancellationToken _limit = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [LibzmqFact]
    public async Task subscribers_get_what_begins_with_their_topics_until_they_take_them_back()
    {
        var topics = new TopicLog();
        await using var publisher = PublisherSocket.Bind(Anywhere, new ZmtpOptions(), topics.Add);
        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("all", "SUB", publisher.LocalEndpoint);
        await peer.ConnectAsync("some", "SUB", publisher.LocalEndpoint);
        await peer.DoAsync("subscribe all -");
        await peer.DoAsync("subscribe some 6162");
        await peer.DoAsync("subscribe some 7a");
        await topics.UntilAsync("", "ab", "z");
        Assert.Equal(2, publisher.SubscriberCount);

        await PublishAsync(publisher, "abc", "1");
        await PublishAsync(publisher, "a", "2");
        await PublishAsync(publisher, "z", "3");
        Assert.Equal("616263 31", await peer.AskAsync("receive some 10000"));
        Assert.Equal("7a 33", await peer.AskAsync("receive some 10000"));

        await peer.DoAsync("unsubscribe some 6162");
        await peer.DoAsync("subscribe some 71");
        await topics.UntilAsync("", "ab", "z", "q");
        await PublishAsync(publisher, "abc", "4");
        await PublishAsync(publisher, "z", "5");
        Assert.Equal("7a 35", await peer.AskAsync("receive some 10000"));
        Assert.Equal("5 in order", await peer.AskAsync("count all 5 10000 0"));
    }

    [LibzmqFact]
    public async Task twenty_thousand_messages_reach_a_slow_subscriber_with_a_low_mark_without_loss_or_disorder()
    {
        var topics = new TopicLog();
        await using var publisher = PublisherSocket.Bind(Anywhere, new ZmtpOptions { MaxQueuedBytesPerPeer = 256 << 10 }, topics.Add);
        using var slow = new LibzmqPeer();
        using var quick = new LibzmqPeer();
        foreach (var peer in new[] { slow, quick })
        {
            await peer.ConnectAsync("s", "SUB", publisher.LocalEndpoint, "rcvhwm=1000 rcvbuf=65536");
            await peer.DoAsync("subscribe s -");
        }

        await topics.UntilAsync("", "");
        var counts = Task.WhenAll(slow.AskAsync("count s 20000 30000 10"), quick.AskAsync("count s 20000 30000 0"));
        var padding = new byte[2000];
        for (var i = 0; i < 20_000; i++)
        {
            await publisher.PublishAsync([padding, Encoding.ASCII.GetBytes($"{i}")], _limit);
        }

        Assert.All(await counts, count => Assert.Equal("20000 in order", count));
    }

    [LibzmqFact]
    public async Task a_subscriber_that_stands_still_is_cut_while_another_keeps_receiving_and_comes_back_later()
    {
        var topics = new TopicLog();
        // Long enough for the living one to be taken off its processor for a while by a busy machine.
        var options = new ZmtpOptions { MaxQueuedBytesPerPeer = 1 << 20, StallTimeout = TimeSpan.FromSeconds(4) };
        await using var publisher = PublisherSocket.Bind(Anywhere, options, topics.Add);
        using var still = new LibzmqPeer();
        using var living = new LibzmqPeer();
        await still.ConnectAsync("s", "SUB", publisher.LocalEndpoint, "rcvhwm=10 rcvbuf=65536");
        await still.DoAsync("subscribe s 78");
        await living.ConnectAsync("s", "SUB", publisher.LocalEndpoint, "rcvhwm=1000");
        await living.DoAsync("subscribe s -");
        await topics.UntilAsync("x", "");

        var counting = living.AskAsync("count s 3000 60000 0");
        var padding = new byte[10_000];
        padding[0] = (byte)'x';
        for (var i = 0; i < 3000; i++)
        {
            await publisher.PublishAsync([padding, Encoding.ASCII.GetBytes($"{i}")], _limit);
        }

        Assert.Equal("3000 in order", await counting);
        Assert.Matches("in order|timeout|instead", await still.AskAsync("count s 5000 200 0"));
        await topics.UntilAsync("x", "", "x");
        await PublishAsync(publisher, "xyz", "0");
        Assert.EndsWith(" 30", await still.AskAsync("receive s 10000"));
    }

    [LibzmqFact]
    public async Task messages_of_many_threads_come_whole_and_in_the_order_of_each_thread()
    {
        var topics = new TopicLog();
        await using var publisher = PublisherSocket.Bind(Anywhere, new ZmtpOptions { MaxQueuedBytesPerPeer = 64 << 10 }, topics.Add);
        using var peer = new LibzmqPeer();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await peer.ConnectAsync(name, "SUB", publisher.LocalEndpoint, "rcvhwm=0");
            await peer.DoAsync($"subscribe {name} {Convert.ToHexString(Encoding.ASCII.GetBytes(name))}");
        }

        await topics.UntilAsync("a", "b", "c");
        await Task.WhenAll(new[] { "a", "b", "c" }.Select(name => Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                await publisher.PublishAsync([Encoding.ASCII.GetBytes(name), new byte[i % 50 * 100], Encoding.ASCII.GetBytes($"{i}")], _limit);
            }
        })));
        foreach (var name in new[] { "a", "b", "c" })
        {
            Assert.Equal("2000 in order", await peer.AskAsync($"count {name} 2000 10000 0"));
        }
    }

    [LibzmqFact]
    public async Task over_ipc_messages_pass_the_file_is_for_its_owner_alone_and_goes_with_the_socket()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "kernel-4");
        var topics = new TopicLog();
        var publisher = PublisherSocket.Bind(ZmtpEndpoint.Parse($"ipc://{path}"), new ZmtpOptions(), topics.Add);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        using var peer = new LibzmqPeer();
        await peer.ConnectAsync("s", "SUB", publisher.LocalEndpoint);
        await peer.DoAsync("subscribe s -");
        await topics.UntilAsync("");
        await PublishAsync(publisher, "t", "1");
        Assert.Equal("74 31", await peer.AskAsync("receive s 10000"));
        await publisher.DisposeAsync();
        Assert.False(File.Exists(path));
    }

    private async Task PublishAsync(PublisherSocket publisher, string topic, string body) =>
        await publisher.PublishAsync([Encoding.ASCII.GetBytes(topic), Encoding.ASCII.GetBytes(body)], _limit);
}
