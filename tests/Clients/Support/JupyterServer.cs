using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentNotebook.Clients.Support;

/// <summary>A Jupyter server that finds the kernel of this build; gone afterwards, with its kernels.</summary>
internal sealed partial class JupyterServer : IDisposable
{
    private const string Token = "only-for-this-test";
    private static readonly TimeSpan _startPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _stopPatience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly JupyterFolder _jupyter;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private JupyterServer(JupyterFolder jupyter, string module, string application)
    {
        _jupyter = jupyter;
        _process = jupyter.Start(Python.Path, ["-m", module, "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={FreePort()}", $"--{application}.token={Token}"]);
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The server ended:\n{Said}"));
    }

    /// <summary>Where notebooks lie.</summary>
    public string Work => _jupyter.Work;

    private string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Starts <c>jupyter server</c>.</summary>
    public static Task<JupyterServer> StartAsync(JupyterFolder jupyter) => StartAsync(new JupyterServer(jupyter, "jupyter_server", "ServerApp"));

    /// <summary>Starts the classic notebook.</summary>
    public static Task<JupyterServer> StartClassicAsync(JupyterFolder jupyter) => StartAsync(new JupyterServer(jupyter, "notebook", "NotebookApp"));

    /// <summary>Runs a client in Node to its end; it finds the server's address and token as its first arguments.</summary>
    /// <param name="script">Its path below <c>Node</c>, without ending.</param>
    /// <param name="patience">The most it may take.</param>
    /// <param name="args">Its further arguments.</param>
    public async Task<ClientResult> RunClientAsync(string script, TimeSpan patience, params string[] args)
    {
        var result = await _jupyter.RunAsync("node", patience, [Repository.File("Node", script + ".mjs"), await _address.Task, Token, .. args]);
        return result.ExitCode == 0 ? result : result with { Errors = $"{result.Errors}\nThe server said:\n{Said}" };
    }

    public void Dispose()
    {
        // As Ctrl+C twice would: the server stops its kernels and ends.
        Signal(_process.Id, "TERM");
        if (!_process.WaitForExit(_stopPatience))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static async Task<JupyterServer> StartAsync(JupyterServer server)
    {
        try
        {
            await server._address.Task.WaitAsync(_startPatience);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static void Signal(int id, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{id}"]);
        kill.WaitForExit();
    }

    // The server takes another near it when somebody was faster, and says which.
    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (line is not null && Address().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(match.Value);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
