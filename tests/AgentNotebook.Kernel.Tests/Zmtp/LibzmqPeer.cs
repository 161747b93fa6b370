using System.Diagnostics;
using System.Security.Cryptography;

namespace AgentNotebook.Kernel.Tests.Zmtp;

/// <summary>A process with sockets of libzmq that does what it is told; see Peers/peer.py.</summary>
internal sealed class LibzmqPeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process = Process.Start(
        new ProcessStartInfo(LibzmqFactAttribute.Python, [Path.Combine(AppContext.BaseDirectory, "Zmtp", "Peers", "peer.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    internal int ProcessId => _process.Id;

    /// <summary>The bytes that the script makes for "pattern:SIZE:SEED".</summary>
    internal static byte[] Pattern(int size, int seed)
    {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++)
        {
            bytes[i] = (byte)((seed + i % 251) % 251);
        }

        return bytes;
    }

    /// <summary>How the script writes frames.</summary>
    internal static string Text(params byte[][] frames) => string.Join(' ', frames.Select(frame => frame.Length switch
    {
        0 => "-",
        > 256 => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(frame))}:{frame.Length}",
        _ => Convert.ToHexStringLower(frame),
    }));

    /// <summary>Gives a command and waits for its answer.</summary>
    internal async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new EndOfStreamException($"The peer ended at '{command}'.");
    }

    /// <summary>Gives a command that is to succeed and has no other answer.</summary>
    internal async Task DoAsync(string command) => Assert.Equal("ok", await AskAsync(command));

    /// <summary>Opens a socket and connects it.</summary>
    internal async Task ConnectAsync(string name, string kind, object endpoint, string options = "")
    {
        await DoAsync($"socket {name} {kind} {options}");
        await DoAsync($"connect {name} {endpoint}");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
