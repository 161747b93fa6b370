using AgentNotebook.Display;
using AgentNotebook.Execution;

namespace AgentNotebook.Magics.Sandbox;

/// <summary>A runner of a cell's own whose one child may open the GPU, marked on the memory curve from its begin to its end: with the child goes all it took.</summary>
internal sealed class GpuChild : IAsyncDisposable
{
    private readonly MagicInvocation _invocation;
    private bool _hasEnded;

    private GpuChild(MagicInvocation invocation, ICodeRunner runner) => (_invocation, Runner) = (invocation, runner);

    internal ICodeRunner Runner { get; }

    /// <summary>Opens one if the cell asks for it, and says on the screen what is open.</summary>
    /// <returns><see langword="null"/> when the cell does not ask.</returns>
    /// <exception cref="MagicException">There is no GPU, or it cannot be opened to the code alone.</exception>
    internal static async Task<GpuChild?> OpenAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Arguments.Get<string?>(SandboxMagic.Profile, null) != SandboxMagic.Gpu)
        {
            return null;
        }

        var (notebook, place) = (invocation.Notebook, invocation.BodyLine - 1);
        GpuChild child;
        try
        {
            child = new GpuChild(invocation, notebook.Services.Runner.WithGpu());
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new MagicException(exception.Message, place, inner: exception);
        }

        try
        {
            var status = await child.Runner.PrepareAsync(cancellationToken);
            notebook.Display(MimeBundle.FromText($"{invocation.Magic.Name}: open to the code: {status.InWords}"));
            notebook.Services.Memory.Mark("GPU child begins");
            return child;
        }
        catch (Exception exception) when (exception is SandboxUnavailableException or WorkerUnavailableException)
        {
            await child.Runner.DisposeAsync();
            throw new MagicException(exception.Message, place, inner: exception) { RefusedForSafety = exception is SandboxUnavailableException };
        }
        catch
        {
            await child.Runner.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the child is gone, and marks the moment.</summary>
    internal async ValueTask EndAsync()
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            await Runner.DisposeAsync();
            _invocation.Notebook.Services.Memory.Mark("GPU child has ended");
        }
    }

    public ValueTask DisposeAsync() => EndAsync();
}
