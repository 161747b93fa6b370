using AgentNotebook.Agents.Runs;
using AgentNotebook.Agents.Steps;
using AgentNotebook.Execution;
using AgentNotebook.Gpu;
using AgentNotebook.Models;
using AgentNotebook.Models.Scripted;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>What a run of the notebook works with: made here for runs that begin and for runs that go on.</summary>
internal static class RunWork
{
    /// <param name="services">The notebook's.</param>
    /// <param name="models">Who thinks.</param>
    /// <param name="inputs">What the run's code is handed: what a model tries is handed the same.</param>
    /// <exception cref="MagicException">There is no such model, or its playbook cannot be read.</exception>
    internal static RunServices Of(NotebookServices services, ModelChoice models, RunInputs inputs) => new()
    {
        Model = Model(services, models, inputs),
        Compiler = services.Compiler,
        Runner = services.Runner,
        Time = services.Time,
        HumanCanAnswer = services.HumanCanAnswer,
        ObserveMemory = new RunMemoryObserver(services.Memory).Observe,
        Steps = new LeasedSteps(services.Leases),
        GpuMemoryInUse = services.Memory.Snapshot().IsGpu ? () => GpuMemory(services.Memory) : null,
    };

    /// <summary>Sees to it that code can run, before there is a run: what cannot be run safely leaves no half-begun run behind.</summary>
    /// <exception cref="MagicException">The sandbox asked for cannot be had here, or no worker starts.</exception>
    internal static async Task<SandboxStatus> PrepareAsync(ICodeRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.PrepareAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is SandboxUnavailableException or WorkerUnavailableException)
        {
            throw new MagicException(exception.Message, inner: exception) { RefusedForSafety = exception is SandboxUnavailableException };
        }
    }

    private static IAgentModel Model(NotebookServices services, ModelChoice models, RunInputs inputs)
    {
        try
        {
            return services.Models.Resolve(models, services.Folder)(new HandingRunner(services.Runner, inputs));
        }
        catch (Exception exception) when (exception is UnknownModelException or PlaybookException)
        {
            throw new MagicException(exception.Message, inner: exception);
        }
    }

    private static long GpuMemory(MemorySampler memory) => memory.UseByUs().Sum(use => use.Bytes);
}
