using AgentNotebook.Kernel.Zmtp;

namespace AgentNotebook.Kernel.Tests.Zmtp;

public sealed class ZmtpEndpointTests
{
    [Theory]
    [InlineData("tcp://127.0.0.1:5555", "tcp://127.0.0.1:5555")]
    [InlineData("tcp://*:0", "tcp://0.0.0.0:0")]
    [InlineData("tcp://localhost:65535", "tcp://127.0.0.1:65535")]
    [InlineData("tcp://[::1]:1", "tcp://[::1]:1")]
    [InlineData("ipc:///tmp/kernel-1", "ipc:///tmp/kernel-1")]
    [InlineData("ipc://relative-2", "ipc://relative-2")]
    public void endpoints_are_read(string text, string expected) => Assert.Equal(expected, ZmtpEndpoint.Parse(text).ToString());

    [Theory]
    [InlineData("", "neither tcp nor ipc")]
    [InlineData("udp://127.0.0.1:1", "neither tcp nor ipc")]
    [InlineData("tcp://127.0.0.1", "port")]
    [InlineData("tcp://127.0.0.1:", "port")]
    [InlineData("tcp://127.0.0.1:65536", "port")]
    [InlineData("tcp://127.0.0.1:-1", "port")]
    [InlineData("tcp://127.0.0.1:+1", "port")]
    [InlineData("tcp://example.org:1", "'example.org' is no IP address")]
    [InlineData("tcp://::1:1", "no IP address")]
    [InlineData("tcp://:1", "no IP address")]
    [InlineData("ipc://", "path")]
    [InlineData("ipc://a\0b", "path")]
    [InlineData("ipc://@abstract", "abstract")]
    public void other_texts_are_refused_with_the_reason_and_an_example(string text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => ZmtpEndpoint.Parse(text));
        Assert.Contains(reason, error.Message);
        Assert.Contains("Expected: ", error.Message);
    }

    [Fact]
    public void a_path_longer_than_a_socket_can_have_is_refused() =>
        Assert.Contains("longer than", Assert.Throws<FormatException>(() => ZmtpEndpoint.Parse("ipc:///" + new string('p', 103))).Message);
}
