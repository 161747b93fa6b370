using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Attacks;

/// <summary>Whether a level can be had on this machine by this user.</summary>
internal static class Availability
{
    internal static async Task TryAsync(SandboxLevel level)
    {
        await using var runner = new WorkerRunner(new WorkerRunnerOptions
        {
            Sandbox = new SandboxOptions { MinimumLevel = level, MaximumLevel = level },
            Pool = new WorkerPoolOptions { Spares = 0 },
        });
        try
        {
            await runner.PrepareAsync(CancellationToken.None);
            new Message { Level = level }.Print();
        }
        catch (SandboxUnavailableException exception)
        {
            new Message { Level = level, NotRun = exception.Message }.Print();
        }
    }
}
