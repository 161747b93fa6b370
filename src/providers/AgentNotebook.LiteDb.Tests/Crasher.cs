using System.Diagnostics;
using System.Globalization;

namespace AgentNotebook.LiteDb.Tests;

/// <summary>A child process that uses a store (src/providers/LiteDbCrasher).</summary>
internal sealed class Crasher : IDisposable
{
    private readonly Process _process;

    public Crasher(params string[] arguments)
        : this([], arguments)
    {
    }

    /// <param name="around">A program to start it with, and that program's arguments.</param>
    /// <param name="arguments">The crasher's own.</param>
    public Crasher(string[] around, string[] arguments)
    {
        string[] command = [.. around, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "LiteDbCrasher.dll"), .. arguments];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    public int Id => _process.Id;

    public string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>The next acknowledged number; null at the end.</summary>
    public long? ReadNumber() => long.TryParse(ReadLine(), CultureInfo.InvariantCulture, out var number) ? number : null;

    public List<string> ReadToEnd()
    {
        var lines = new List<string>();
        while (ReadLine() is { } line)
            lines.Add(line);
        var error = _process.StandardError.ReadToEnd();
        _process.WaitForExit();
        Assert.True(_process.ExitCode == 0, error);
        return lines;
    }

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
