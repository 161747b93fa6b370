using System.Net.Sockets;
using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>Where sockets can listen, and what is said where they cannot.</summary>
public sealed class BindingTests
{
    [Fact]
    public async Task port_0_is_told_as_the_port_that_was_given()
    {
        await using var router = RouterSocket.Bind(ZmtpEndpoint.Parse("tcp://127.0.0.1:0"), new ZmtpOptions());
        Assert.InRange(router.LocalEndpoint.Port, 1, 65535);
    }

    [Fact]
    public async Task a_port_in_use_is_named()
    {
        await using var router = RouterSocket.Bind(ZmtpEndpoint.Parse("tcp://127.0.0.1:0"), new ZmtpOptions());
        var error = Assert.Throws<IOException>(() => PublisherSocket.Bind(router.LocalEndpoint, new ZmtpOptions()));
        Assert.Contains(router.LocalEndpoint.ToString(), error.Message);
    }

    [Fact]
    public void an_option_out_of_range_is_named() => Assert.Equal(
        "MaxPeers", Assert.Throws<ArgumentOutOfRangeException>(() => RouterSocket.Bind(ZmtpEndpoint.Parse("tcp://127.0.0.1:0"), new ZmtpOptions { MaxPeers = 0 })).ParamName);

    [Fact]
    public async Task a_socket_file_left_behind_is_replaced_and_one_in_use_or_another_file_is_not()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "s");
        var endpoint = ZmtpEndpoint.Parse($"ipc://{path}");
        LeaveBehind(path);
        Assert.True(File.Exists(path));
        await using (RouterSocket.Bind(endpoint, new ZmtpOptions()))
        {
            Assert.Contains("another process listens", Assert.Throws<IOException>(() => RouterSocket.Bind(endpoint, new ZmtpOptions())).Message);
            Assert.True(File.Exists(path));
        }

        Assert.False(File.Exists(path));
        await File.WriteAllTextAsync(path, "precious");
        Assert.Contains("no abandoned socket", Assert.Throws<IOException>(() => RouterSocket.Bind(endpoint, new ZmtpOptions())).Message);
        Assert.Equal("precious", await File.ReadAllTextAsync(path));
        Assert.Throws<IOException>(() => RouterSocket.Bind(ZmtpEndpoint.Parse($"ipc://{folder.Path}/missing/s"), new ZmtpOptions()));
    }

    // Closing a bound socket removes its file; moving the file away and back leaves it as a killed process would.
    private static void LeaveBehind(string path)
    {
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            File.Move(path, path + "-aside");
        }

        File.Move(path + "-aside", path);
    }
}
