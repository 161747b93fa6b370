using System.Diagnostics;

namespace AgentNotebook.Crashes;

/// <summary>A child process that writes a store (tests/SessionCrasher).</summary>
internal sealed class Crasher : IDisposable
{
    private readonly Process _process;

    /// <param name="program">The program's file.</param>
    /// <param name="variables">What its environment has more than this one's.</param>
    /// <param name="arguments">The load and its arguments.</param>
    public Crasher(string program, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The runtime's own files are not the ones under test, and cost time at each start.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    public string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>Waits for its end and adds what it said to <paramref name="promises"/>.</summary>
    /// <returns>Its exit code; 137 when it was killed.</returns>
    public int ReadToEnd(Promises promises)
    {
        var errors = _process.StandardError.ReadToEndAsync();
        while (ReadLine() is { } line)
            promises.Hear(line);
        _process.WaitForExit();
        Errors = errors.Result;
        return _process.ExitCode;
    }

    /// <summary>What it wrote to its standard error, once it has ended.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>SIGKILL, and gone when it returns.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
