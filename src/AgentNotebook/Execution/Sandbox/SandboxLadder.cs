using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>Finds the strongest level this machine has, from the strongest asked for down to the weakest accepted, by starting a worker at each.</summary>
internal static class SandboxLadder
{
    /// <summary>Goes down until a worker is ready.</summary>
    /// <returns>What starts workers from now on, the first of them, and what is active.</returns>
    /// <exception cref="SandboxUnavailableException">No accepted level is to be had.</exception>
    /// <exception cref="WorkerUnavailableException">No worker could be started at any level, for reasons that have nothing to do with levels.</exception>
    internal static async Task<(WorkerLauncher Launcher, WorkerProcess First, SandboxStatus Status)> DescendAsync(
        WorkerFiles files, WorkerRunnerOptions options, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        List<SandboxLayer> missing = [];
        Exception? last = null;
        foreach (var level in Levels(options.Sandbox))
        {
            WorkerLauncher? launcher = null;
            try
            {
                launcher = Create(level, options.Sandbox, files);
                var first = await WorkerProcess.StartAsync(launcher, files, options, limits, cancellationToken).ConfigureAwait(false);
                return (launcher, first, SandboxReport.Of(launcher, missing));
            }
            catch (SandboxLayerException exception)
            {
                launcher?.Dispose();
                last = exception;
                missing.Add(exception.Layer);
            }
            catch (WorkerUnavailableException exception)
            {
                launcher?.Dispose();
                last = exception;
                missing.Add(new SandboxLayer(level == SandboxLevel.Isolated ? LayerNames.Bubblewrap : LayerNames.Start, false, exception.Message, "See what the worker said; 'agentnb doctor' tries each level by itself."));
            }
            catch
            {
                launcher?.Dispose();
                throw;
            }
        }

        throw last is WorkerUnavailableException ? last : new SandboxUnavailableException(SandboxReport.Refusal(options.Sandbox, missing), [.. missing.Distinct()]);
    }

    /// <summary>The levels that are tried, strongest first. Level <c>none</c> stands alone: it is asked for by name, not fallen back to.</summary>
    internal static IEnumerable<SandboxLevel> Levels(SandboxOptions options)
    {
        if (options.MinimumLevel == SandboxLevel.None)
        {
            yield return SandboxLevel.None;
            yield break;
        }

        for (var level = options.MaximumLevel; level >= options.MinimumLevel; level--)
        {
            yield return level;
        }
    }

    private static WorkerLauncher Create(SandboxLevel level, SandboxOptions options, WorkerFiles files) => level switch
    {
        SandboxLevel.Isolated => IsolatedLauncher.Create(options, files),
        SandboxLevel.Confined => ConfinedLauncher.Create(options, files),
        SandboxLevel.Filtered => OrdinaryLauncher.Filtered(options.Profile),
        _ => OrdinaryLauncher.None(),
    };
}
