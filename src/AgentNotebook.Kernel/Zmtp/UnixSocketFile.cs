using System.Net.Sockets;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>The file through which an ipc endpoint is reached.</summary>
internal static class UnixSocketFile
{
    /// <summary>Binds a socket to a path, for its owner alone. A file that a process left behind which is no more is replaced.</summary>
    /// <exception cref="IOException">Something else lies there, or a living process listens.</exception>
    internal static Socket Bind(string path)
    {
        var address = new UnixDomainSocketEndPoint(path);
        RemoveStale(path, address);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(address);
            if (!OperatingSystem.IsWindows())
            {
                // Between these two calls nobody can connect, for the socket does not listen yet.
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void RemoveStale(string path, UnixDomainSocketEndPoint address)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            probe.Connect(address);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            File.Delete(path);
            return;
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.WouldBlock)
        {
            throw new IOException($"'{path}' cannot be listened on: a file lies there that is no abandoned socket ({e.Message}). Remove it or choose another path.", e);
        }
        catch (SocketException)
        {
            // Somebody listens and is too busy to take one more.
        }

        throw new IOException($"'{path}' cannot be listened on: another process listens there. Choose another path.");
    }

    // Connecting to a plain file is refused just as connecting to a dead socket is. Only files have a length that can be asked for and content that can be opened.
    private static bool IsSocket(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
