using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tests.Execution;

/// <summary>Compiles and runs guests for tests, in real workers.</summary>
internal static class Guests
{
    private static readonly GuestCompiler _compiler = new();

    internal static ExecutionLimits Limits { get; } = new() { WallTime = TimeSpan.FromSeconds(20), MemoryBytes = 256 << 20, Startup = TimeSpan.FromSeconds(60) };

    internal static ExecutionLimits Brief { get; } = Limits with { WallTime = TimeSpan.FromMilliseconds(700) };

    /// <summary>A runner without a sandbox: what is tested with it does not depend on one.</summary>
    internal static WorkerRunner Runner() => new(new WorkerRunnerOptions { Pool = new() { Spares = 0 }, Sandbox = new() { MinimumLevel = SandboxLevel.None, MaximumLevel = SandboxLevel.None } });

    internal static GuestProgram Compile(string code, params string[] checks)
    {
        var compilation = _compiler.Compile(code, checks);
        return compilation.Program ?? throw new InvalidOperationException(string.Join('\n', compilation.Errors));
    }

    /// <summary>A guest that writes bytes of its own to every pipe it finds, the one to its parent among them, and then answers 1.</summary>
    /// <param name="bytes">A C# expression of the bytes.</param>
    internal static string Forging(string bytes) => $$"""
        foreach (var link in Directory.GetFiles("/proc/self/fd"))
        {
            var fd = int.Parse(Path.GetFileName(link));
            if (fd < 3 || new FileInfo(link).LinkTarget?.StartsWith("pipe:") != true) continue;
            try
            {
                using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(fd, false);
                using var pipe = new FileStream(handle, FileAccess.Write, 0);
                pipe.Write({{bytes}});
            }
            catch (Exception) { }
        }
        1
        """;

    internal static async Task<GuestOutcome> RunAsync(string code, ExecutionLimits? limits = null, params string[] checks)
    {
        await using var runner = Runner();
        return await runner.RunAsync(Compile(code, checks), limits ?? Limits, CancellationToken.None);
    }
}
