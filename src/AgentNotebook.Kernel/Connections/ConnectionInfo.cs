using System.Globalization;
using System.Text.Json;

namespace AgentNotebook.Kernel.Connections;

/// <summary>Where a front end expects the kernel's sockets, and the key that messages are signed with.</summary>
/// <remarks>Format: https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files.</remarks>
public sealed record ConnectionInfo
{
    private const long LargestFile = 64 * 1024;
    private const int LongestKey = 4 * 1024;

    /// <summary><c>tcp</c> or <c>ipc</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>An IP address; with <c>ipc</c> the beginning of the sockets' paths.</summary>
    public required string Ip { get; init; }

    /// <summary>Port of the shell channel, from 0 to 65,535; 0 takes any.</summary>
    public required int ShellPort { get; init; }

    /// <summary>Port of the channel on which everything is published.</summary>
    public required int IopubPort { get; init; }

    /// <summary>Port of the channel on which the kernel asks.</summary>
    public required int StdinPort { get; init; }

    /// <summary>Port of the channel that is answered while a cell runs.</summary>
    public required int ControlPort { get; init; }

    /// <summary>Port of the heartbeat.</summary>
    public required int HeartbeatPort { get; init; }

    /// <summary>The key that messages are signed with; empty when they are not.</summary>
    public required string Key { get; init; }

    /// <summary>Reads a connection file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="ConnectionFileException">It is missing, too large, or no connection file that this kernel understands.</exception>
    public static ConnectionInfo Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > LargestFile)
            {
                throw new ConnectionFileException($"{path}: a connection file has at most {LargestFile:N0} bytes; this one has {file.Length:N0}.");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return Parse(bytes, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConnectionFileException($"{path}: the connection file cannot be read: {exception.Message} A front end writes it and passes its path; 'agentnb kernel' is not meant to be started by hand.", exception);
        }
    }

    /// <summary>Reads a connection file's content.</summary>
    /// <param name="utf8">JSON in UTF-8.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ConnectionFileException">It is no connection file that this kernel understands.</exception>
    public static ConnectionInfo Parse(ReadOnlyMemory<byte> utf8, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Read(document.RootElement, name);
        }
        catch (JsonException exception)
        {
            throw new ConnectionFileException($"{name}: this is no connection file: {exception.Message}", exception);
        }
    }

    /// <summary>The address of one of the sockets.</summary>
    /// <param name="port">Its port.</param>
    internal string AddressOf(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{Transport}://{Ip}{(Transport == "ipc" ? '-' : ':')}{port}");

    private static ConnectionInfo Read(JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new ConnectionFileException($"{name}: this is no connection file: a JSON object is expected.");
        }

        var scheme = Text("signature_scheme", "hmac-sha256");
        if (scheme != "hmac-sha256")
        {
            throw new ConnectionFileException($"{name}: signature_scheme is '{scheme}'; this kernel signs with hmac-sha256.");
        }

        var transport = Text("transport", "tcp");
        if (transport is not ("tcp" or "ipc"))
        {
            throw new ConnectionFileException($"{name}: transport is '{transport}'; this kernel speaks tcp and ipc.");
        }

        var key = Text("key", "");
        return key.Length > LongestKey
            ? throw new ConnectionFileException($"{name}: the key has {key.Length:N0} characters; at most {LongestKey:N0} are taken.")
            : new ConnectionInfo
            {
                Transport = transport,
                Ip = Text("ip", "127.0.0.1"),
                Key = key,
                ShellPort = Port("shell_port"),
                IopubPort = Port("iopub_port"),
                StdinPort = Port("stdin_port"),
                ControlPort = Port("control_port"),
                HeartbeatPort = Port("hb_port"),
            };

        string Text(string property, string fallback)
        {
            if (!root.TryGetProperty(property, out var value))
            {
                return fallback;
            }

            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new ConnectionFileException($"{name}: {property} has to be text, not {value.ValueKind}.");
        }

        int Port(string property) =>
            root.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is >= 0 and <= 65_535
                ? port
                : throw new ConnectionFileException($"{name}: {property} has to be a port from 0 to 65535.");
    }
}
