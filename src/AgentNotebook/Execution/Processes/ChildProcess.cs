namespace AgentNotebook.Execution.Processes;

/// <summary>A child of this process and the other ends of its standard streams.</summary>
internal abstract class ChildProcess : IDisposable
{
    /// <summary>Its process id, as this process sees it.</summary>
    internal abstract int Id { get; }

    /// <summary>What the child reads.</summary>
    internal abstract Stream Input { get; }

    /// <summary>What the child writes to its standard output.</summary>
    internal abstract Stream Output { get; }

    /// <summary>What the child writes to its standard error.</summary>
    internal abstract Stream Error { get; }

    /// <summary>Ends when the child does, with its exit status, 128 + signal when a signal ended it; <see langword="null"/> when someone else collected it.</summary>
    internal abstract Task<int?> Exit { get; }

    /// <summary>Stops the child where the system can, so that it starts nothing while it is looked at.</summary>
    internal virtual void Stop()
    {
    }

    /// <summary>Kills the child, and it alone. Does nothing once it has ended.</summary>
    internal abstract void Kill();

    public abstract void Dispose();
}
