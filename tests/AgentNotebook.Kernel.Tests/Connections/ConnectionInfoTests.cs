using System.Text;
using AgentNotebook.Kernel.Connections;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Kernel.Tests.Connections;

public class ConnectionInfoTests
{
    private const string Right = """{"transport":"tcp","ip":"127.0.0.1","shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":5,"key":"k","signature_scheme":"hmac-sha256","kernel_name":"agentnb"}""";

    [Fact]
    public void a_connection_file_as_jupyter_writes_it_is_read()
    {
        var connection = Parse(Right);

        Assert.Equal(("tcp", "127.0.0.1", "k"), (connection.Transport, connection.Ip, connection.Key));
        Assert.Equal((1, 2, 3, 4, 5), (connection.ShellPort, connection.IopubPort, connection.StdinPort, connection.ControlPort, connection.HeartbeatPort));
        Assert.Equal("tcp://127.0.0.1:1", connection.AddressOf(connection.ShellPort));
    }

    [Fact]
    public void sockets_of_the_ipc_transport_are_files_named_with_their_numbers() =>
        Assert.Equal("ipc:///tmp/kernel-1", Parse(Right.Replace("\"tcp\"", "\"ipc\"").Replace("127.0.0.1", "/tmp/kernel")).AddressOf(1));

    [Theory]
    [InlineData("hmac-sha256", "hmac-md5", "signature_scheme")]
    [InlineData("\"tcp\"", "\"udp\"", "transport")]
    [InlineData("\"hb_port\":5", "\"hb_port\":70000", "hb_port")]
    [InlineData("\"hb_port\":5,", "", "hb_port")]
    [InlineData("\"shell_port\":1", "\"shell_port\":\"1\"", "shell_port")]
    [InlineData("\"key\":\"k\"", "\"key\":7", "key")]
    [InlineData("{\"transport", "[{\"transport", "connection file")]
    public void what_does_not_fit_is_named(string right, string wrong, string named) =>
        Assert.Contains(named, Assert.Throws<ConnectionFileException>(() => Parse(Right.Replace(right, wrong))).Message);

    [Fact]
    public void a_file_that_is_not_there_says_who_writes_it() =>
        Assert.Contains("A front end writes it", Assert.Throws<ConnectionFileException>(() => ConnectionInfo.Load("/nowhere/kernel.json")).Message);

    [Fact]
    public void any_bytes_are_a_connection_file_or_refused() => Prop.ForAll<byte[]>(bytes => IsReadOrRefused(bytes)).QuickCheckThrowOnFailure();

    private static bool IsReadOrRefused(byte[] bytes)
    {
        try
        {
            ConnectionInfo.Parse(bytes ?? [], "x");
            return true;
        }
        catch (ConnectionFileException)
        {
            return true;
        }
    }

    private static ConnectionInfo Parse(string json) => ConnectionInfo.Parse(Encoding.UTF8.GetBytes(json), "kernel.json");
}
