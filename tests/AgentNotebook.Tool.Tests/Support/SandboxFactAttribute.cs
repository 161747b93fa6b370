using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tool.Tests.Support;

/// <summary>A test that needs a sandbox, of whatever level this machine can give.</summary>
public sealed class SandboxFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> _missing = new(() => Task.Run(MissingAsync).GetAwaiter().GetResult());

    public SandboxFactAttribute() => Skip = _missing.Value;

    private static async Task<string?> MissingAsync()
    {
        try
        {
            await using var runner = new WorkerRunner(new WorkerRunnerOptions { Pool = new() { Spares = 0 } });
            await runner.PrepareAsync(CancellationToken.None);
            return null;
        }
        catch (SandboxUnavailableException exception)
        {
            return $"No sandbox here: {exception.Message}";
        }
    }
}
