using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentNotebook.Kernel.Specs;

namespace AgentNotebook.Tool.Bench.Kernel;

/// <summary>Runs the measuring client: jupyter_client of Debian's Python, in a folder where it finds this kernel and ipykernel's.</summary>
internal sealed class KernelClient : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string Script = "kernel_client.py";
    private const string Own = "agentnb-bench";
    private const string Peer = "python3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-bench-kernel-");

    /// <summary>Measures both kernels, in turn.</summary>
    /// <param name="starts">How often each is started.</param>
    /// <param name="cells">How many cells each runs.</param>
    /// <param name="cancellationToken">Stops measuring.</param>
    /// <exception cref="UsageException">The client is not there, or failed.</exception>
    public async Task<(KernelFigures Own, KernelFigures Peer)> MeasureAsync(int starts, int cells, CancellationToken cancellationToken)
    {
        KernelSpec.Install(Path.Combine(_folder.FullName, "kernels"), Own, [.. OwnProgram.Command, "kernel"], "bench");
        using (var script = typeof(KernelClient).Assembly.GetManifestResourceStream(Script)!)
        using (var file = File.Create(Path.Combine(_folder.FullName, Script)))
        {
            script.CopyTo(file);
        }

        var (output, errors) = await RunAsync([Text(starts), Text(cells), Own, "csharp", Peer, "python"], cancellationToken);
        try
        {
            var figures = JsonSerializer.Deserialize<Dictionary<string, KernelFigures>>(output)!;
            return (figures[Own], figures[Peer]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            throw new UsageException($"The measuring client failed: {errors.Trim().Split('\n')[^1]} It needs jupyter_client and ipykernel: apt-get install python3-jupyter-client python3-ipykernel.");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<(string Output, string Errors)> RunAsync(IEnumerable<string> args, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Python, [Script, .. args]) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["JUPYTER_PATH"] = _folder.FullName;
        foreach (var (name, folder) in new[] { ("JUPYTER_CONFIG_DIR", "config"), ("JUPYTER_RUNTIME_DIR", "runtime"), ("IPYTHONDIR", "ipython"), ("XDG_DATA_HOME", "share") })
        {
            start.Environment[name] = Path.Combine(_folder.FullName, folder);
        }

        try
        {
            using var process = Process.Start(start)!;
            await using var killed = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            return (output, await errors);
        }
        catch (Win32Exception exception)
        {
            throw new UsageException($"The benchmark's client needs {Python}: {exception.Message}");
        }
    }
}
