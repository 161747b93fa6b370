using System.Collections.Concurrent;
using System.Diagnostics;

namespace AgentNotebook.Tool.Tests.Support;

/// <summary>The real tool in a process of its own.</summary>
internal sealed class ToolProcess : IDisposable
{
    // For a tool that hangs; a busy machine may take minutes for what starts many processes.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];
    private readonly Task<string> _errors;
    private readonly Task _reading;

    private ToolProcess(string folder, IEnumerable<string> args, string input = "", IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "agentnb.dll"));
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        _process = Process.Start(start)!;
        _process.StandardInput.Write(input);
        _process.StandardInput.Close();
        _errors = _process.StandardError.ReadToEndAsync();
        _reading = Task.Run(async () =>
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                _lines.Add(line);
            }

            _lines.CompleteAdding();
        });
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts the tool and returns at once.</summary>
    public static ToolProcess Start(string folder, params string[] args) => new(folder, args);

    /// <summary>Runs the tool to its end.</summary>
    public static async Task<ToolResult> RunAsync(string folder, params string[] args)
    {
        using var tool = Start(folder, args);
        return await tool.ResultAsync();
    }

    /// <summary>Starts the tool with further environment variables and returns at once.</summary>
    public static ToolProcess StartWith(IReadOnlyDictionary<string, string> variables, string folder, params string[] args) => new(folder, args, variables: variables);

    /// <summary>Runs the tool to its end with further environment variables.</summary>
    public static async Task<ToolResult> RunWithAsync(IReadOnlyDictionary<string, string> variables, string folder, params string[] args)
    {
        using var tool = StartWith(variables, folder, args);
        return await tool.ResultAsync();
    }

    /// <summary>Runs the tool to its end as a user whose home is another folder.</summary>
    public static async Task<ToolResult> RunAtHomeAsync(string folder, string home, params string[] args)
    {
        using var tool = new ToolProcess(folder, args, variables: new Dictionary<string, string> { ["HOME"] = home });
        return await tool.ResultAsync();
    }

    /// <summary>Runs the tool to its end with a text on its standard input.</summary>
    public static async Task<ToolResult> RunWithInputAsync(string folder, string input, params string[] args)
    {
        using var tool = new ToolProcess(folder, args, input);
        return await tool.ResultAsync();
    }

    /// <summary>Waits for a line that holds a text, and gives it; <see langword="null"/> when the output ends without it.</summary>
    public string? WaitForLine(string text)
    {
        using var patience = new CancellationTokenSource(_patience);
        return _lines.GetConsumingEnumerable(patience.Token).FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>SIGKILL: the process gets no chance to do anything more.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
    }

    /// <summary>SIGINT, as Ctrl+C sends it.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    /// <param name="longest">How long, when it is to do more than the tool does in a minute on a quiet machine.</param>
    public async Task<ToolResult> ResultAsync(TimeSpan? longest = null)
    {
        using var patience = new CancellationTokenSource(longest ?? _patience);
        await _process.WaitForExitAsync(patience.Token);
        await _reading.WaitAsync(patience.Token);
        return new ToolResult(_process.ExitCode, string.Join('\n', _lines), await _errors);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _lines.Dispose();
    }
}
