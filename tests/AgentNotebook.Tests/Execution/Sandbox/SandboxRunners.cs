using System.Collections.Concurrent;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>One runner a level, shared by the tests that need nothing special of it.</summary>
public sealed class SandboxRunners : IAsyncLifetime
{
    internal const string Name = "runners";

    private readonly ConcurrentDictionary<SandboxLevel, WorkerRunner> _runners = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var runner in _runners.Values)
        {
            await runner.DisposeAsync();
        }
    }

    internal static SandboxOptions Exactly(SandboxLevel level) => new() { MinimumLevel = level, MaximumLevel = level };

    internal WorkerRunner At(SandboxLevel level) => _runners.GetOrAdd(level, one => new WorkerRunner(new WorkerRunnerOptions { Sandbox = Exactly(one), Pool = new() { Spares = 1 } }));

    internal Task<GuestOutcome> RunAsync(SandboxLevel level, string code, ExecutionLimits? limits = null, params string[] checks) =>
        At(level).RunAsync(Guests.Compile(code, checks), limits ?? Guests.Limits, CancellationToken.None);
}

/// <summary>The tests that share <see cref="SandboxRunners"/>.</summary>
[CollectionDefinition(SandboxRunners.Name)]
public sealed class SandboxRunnersCollection : ICollectionFixture<SandboxRunners>;
