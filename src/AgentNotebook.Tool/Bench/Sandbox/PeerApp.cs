using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>What a snippet would be run with otherwise: <c>dotnet run file.cs</c>, in a folder of its own, its source changed each time.</summary>
internal sealed class PeerApp : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-peer-");

    /// <summary>Runs it once, which also does what the SDK does only the first time.</summary>
    /// <returns>Why it does not run here; <see langword="null"/> when it does.</returns>
    public async Task<string?> TryAsync(CancellationToken cancellationToken) => (await RunAsync(cancellationToken)).Fault;

    /// <summary>Runs a snippet.</summary>
    /// <returns>Milliseconds from start to end, and what was wrong; <see langword="null"/> when nothing was.</returns>
    public async Task<(double Time, string? Fault)> RunAsync(CancellationToken cancellationToken)
    {
        var snippet = Snippet.Next();
        var file = Path.Combine(_folder.FullName, "snippet.cs");
        await File.WriteAllTextAsync(file, snippet.File, cancellationToken);
        var start = new ProcessStartInfo(Host()) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("run");
        start.ArgumentList.Add(file);
        // What it builds stays in its folder, and it is not told of a build this process may be part of.
        start.Environment["XDG_DATA_HOME"] = _folder.FullName;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        try
        {
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadLineAsync(cancellationToken).AsTask(), process.StandardError.ReadToEndAsync(cancellationToken));
            var answer = await output;
            await process.WaitForExitAsync(cancellationToken);
            var time = clock.Elapsed.TotalMilliseconds;
            return (time, answer == snippet.Json ? null : $"'dotnet run' ended with exit code {process.ExitCode} and '{answer}' {FirstLine(await errors)}".TrimEnd());
        }
        catch (Win32Exception exception)
        {
            return (0, exception.Message);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // The host of the running runtime; the SDK, if there is one, lies beside it.
    private static string Host() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static string FirstLine(string text) => text.Trim().Split('\n')[0].Trim();
}
