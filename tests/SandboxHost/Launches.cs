using AgentNotebook.Execution;
using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Sandbox;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.SandboxHost;

/// <summary>Starts many short-lived children the way workers are started.</summary>
internal static class Launches
{
    /// <summary>Starts them, a few at a time, and waits for all.</summary>
    /// <returns>The threads of this process afterwards, while the launcher still lives.</returns>
    internal static IReadOnlyList<HostThread> Make(SandboxLevel level, int count)
    {
        var files = WorkerFiles.Find(new WorkerRunnerOptions());
        using WorkerLauncher launcher = level == SandboxLevel.Isolated
            ? IsolatedLauncher.Create(new SandboxOptions(), files)
            : ConfinedLauncher.Create(new SandboxOptions(), files);
        // The host says what runtimes there are, and ends.
        var command = new SpawnCommand(files.Host, ["--list-runtimes"], [("DOTNET_ROOT", Path.GetDirectoryName(files.Host)!)], "/");
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            using var child = launcher.Start(command, files);
            child.Input.Dispose();
            var said = new StreamReader(child.Output).ReadToEnd();
            if (child.Exit.GetAwaiter().GetResult() != 0 || !said.Contains("Microsoft.NETCore.App", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"A child ended with {child.Exit.Result}: {said}{new StreamReader(child.Error).ReadToEnd()}");
            }
        });
        return HostThread.All();
    }
}
