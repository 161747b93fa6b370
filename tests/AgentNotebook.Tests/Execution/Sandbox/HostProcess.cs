using System.Diagnostics;
using System.Text.Json;
using AgentNotebook.Execution;
using AgentNotebook.SandboxHost;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>A host of its own (tests/SandboxHost), from which something can be taken, and which can be killed.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    internal HostProcess(params string[] arguments)
        : this(arguments, [])
    {
    }

    private HostProcess(string[] arguments, string[] wrapper)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] command = [.. wrapper, host, "exec", Path.Combine(AppContext.BaseDirectory, "SandboxHost.dll"), .. arguments];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs a host to its end.</summary>
    internal static async Task<HostAnswer> AskAsync(params string[] arguments)
    {
        using var host = new HostProcess(arguments);
        return await host.AnswerAsync();
    }

    /// <summary>Runs a host to its end in a namespace that knows root alone, as in a container without a range of users.</summary>
    internal static async Task<HostAnswer> AskWithOneUserAsync(params string[] arguments)
    {
        using var host = new HostProcess(arguments, Availability.OneUser);
        return await host.AnswerAsync();
    }

    /// <summary>A compiled program as a file that a host of any user can read.</summary>
    internal static string Write(GuestProgram program, TestFolder folder)
    {
        var file = Path.Combine(folder.Path, "program.json");
        File.WriteAllText(file, JsonSerializer.Serialize(program));
        folder.OpenToAll();
        return file;
    }

    internal async Task<HostAnswer> AnswerAsync() =>
        await _process.StandardOutput.ReadLineAsync() is { } line ? JsonSerializer.Deserialize<HostAnswer>(line)! : throw new InvalidOperationException(await _errors);

    /// <summary>SIGKILL, and gone when it returns.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
