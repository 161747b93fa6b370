using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>Starts workers at one level. What the worker takes away from itself afterwards is the worker's part.</summary>
internal abstract class WorkerLauncher(SandboxProfile profile) : IDisposable
{
    internal abstract SandboxLevel Level { get; }

    internal SandboxProfile Profile { get; } = profile;

    /// <summary>What was found while it was made, one entry a layer.</summary>
    internal abstract IReadOnlyList<SandboxLayer> Layers { get; }

    /// <summary>One sentence for the screen.</summary>
    internal abstract string InWords { get; }

    /// <summary>Whether a worker gets a folder of its own. Where it can open no path it needs none.</summary>
    internal bool HasScratchFolder => Level == SandboxLevel.None;

    /// <summary>How many filters every thread of a ready worker is under.</summary>
    internal abstract int Filters { get; }

    /// <summary>What a worker knows its parent by; 0 when it cannot see it.</summary>
    internal virtual int ParentId => Environment.ProcessId;

    /// <summary>Starts a worker.</summary>
    /// <exception cref="SandboxLayerException">What this level starts workers with could not be started.</exception>
    /// <exception cref="IOException">The program could not be started.</exception>
    internal abstract ChildProcess Start(SpawnCommand command, WorkerFiles files);

    /// <summary>What this level itself said when a worker ended before it spoke; <see langword="null"/> when that was the worker's own affair.</summary>
    /// <param name="errors">What came from standard error.</param>
    internal virtual SandboxLayerException? Refusal(string errors) => null;

    /// <summary>The worker's process, when the child is only its keeper. Asked once the worker has spoken.</summary>
    internal virtual int WorkerId(ChildProcess child) => child.Id;

    /// <summary>Kills the worker, which has started nothing.</summary>
    internal virtual void Kill(ChildProcess child) => child.Kill();

    /// <summary>Looks, from outside and by the means of this level alone, whether the worker is where it should be.</summary>
    /// <exception cref="SandboxLayerException">It is not.</exception>
    internal virtual void Inspect(int workerId)
    {
    }

    public virtual void Dispose()
    {
    }
}
