using TorchSharp;

namespace AgentNotebook.TorchSharp;

/// <summary>Collects every tensor that is made in a flow of execution, and disposes them together.</summary>
/// <remarks>
/// <para>TorchSharp's own <see cref="DisposeScope"/> belongs to a thread: after an <c>await</c> that goes on elsewhere it catches nothing, or what is another's.
/// This one travels with the flow: whenever the flow comes to a thread, a scope of TorchSharp's is opened there, and when it leaves, what was made
/// meanwhile is taken along and that scope is closed. Tasks that are started from the flow belong to it, too.</para>
/// <para>A <see cref="DisposeScope"/> of your own inside is fine as long as nothing is awaited while it is open; where it was,
/// <see cref="Problems"/> says so. Safe to call from any thread.</para>
/// </remarks>
public sealed class TorchScope : IDisposable
{
    private const int MostProblems = 20;
    private const int FirstSweep = 1024;

    private static readonly AsyncLocal<TorchScope?> _flow = new(Follow);

    [ThreadStatic]
    private static DisposeScope? _here;

    private readonly Lock _gate = new();
    private readonly TorchScope? _outer = _flow.Value;
    private readonly List<string> _problems = [];
    private List<IDisposable> _made = [];
    private int _sweepAt = FirstSweep;
    private bool _ended;

    internal TorchScope() => _flow.Value = this;

    /// <summary>The innermost open scope of this flow; <see langword="null"/> when there is none.</summary>
    public static TorchScope? Current
    {
        get
        {
            var scope = _flow.Value;
            while (scope is { _ended: true })
            {
                scope = scope._outer;
            }

            return scope;
        }
    }

    /// <summary>Tensors that were made and not disposed yet, as far as the flow has brought them here: those of the calling thread included.</summary>
    public int Count
    {
        get
        {
            Gather();
            lock (_gate)
            {
                return _made.Count(IsAlive);
            }
        }
    }

    /// <summary>The memory of those tensors, in bytes.</summary>
    public long Bytes
    {
        get
        {
            Gather();
            lock (_gate)
            {
                return _made.OfType<torch.Tensor>().Sum(TorchBytes.Of);
            }
        }
    }

    /// <summary>What kept the scope from catching everything; empty when nothing did.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_gate)
            {
                return [.. _problems];
            }
        }
    }

    /// <summary>Takes a tensor out of the scope: it is the caller's from here on.</summary>
    /// <typeparam name="T">A tensor, or something else that TorchSharp puts into scopes.</typeparam>
    /// <param name="kept">What to keep.</param>
    /// <returns>The same.</returns>
    public T Keep<T>(T kept)
        where T : class, IDisposable
    {
        ArgumentNullException.ThrowIfNull(kept);
        Gather();
        lock (_gate)
        {
            _made.RemoveAll(made => ReferenceEquals(made, kept));
        }

        return kept;
    }

    /// <summary>Disposes every tensor that is left, the last made first. What the flow still makes afterwards on other threads is disposed as it comes in.</summary>
    /// <exception cref="AggregateException">Some could not be disposed; the others are.</exception>
    public void Dispose()
    {
        Gather();
        List<IDisposable> made;
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            (made, _made) = (_made, []);
        }

        if (ReferenceEquals(_flow.Value, this))
        {
            _flow.Value = _outer;
        }

        var failures = Release(made);
        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} tensors could not be disposed.", failures);
        }
    }

    // Called by the runtime on each change of the flow, on the thread it comes to or leaves; an exception out of here would end the process.
    private static void Follow(AsyncLocalValueChangedArgs<TorchScope?> change)
    {
        if (!ReferenceEquals(change.PreviousValue, change.CurrentValue))
        {
            change.PreviousValue?.Leave();
            change.CurrentValue?.Arrive();
        }
    }

    private void Arrive()
    {
        try
        {
            _here = _ended ? null : torch.NewDisposeScope();
        }
        catch (Exception exception)
        {
            // Without its native library TorchSharp makes no tensors either.
            Note($"TorchSharp cannot be used here: {exception.GetBaseException().Message.Split('\n')[0]}");
        }
    }

    private void Leave()
    {
        try
        {
            var here = _here;
            _here = null;
            if (here is null)
            {
                return;
            }

            TakeFrom(here);
            if (ReferenceEquals(torch.CurrentDisposeScope, here))
            {
                here.Dispose();
            }
            else
            {
                Note("A DisposeScope of TorchSharp's own was open while something was awaited: what it caught is its own, and what is made on that thread from there on may be missed.");
            }
        }
        catch (Exception exception)
        {
            Note(exception.Message);
        }
    }

    /// <summary>Takes along what was made on this thread, if this is where the flow is.</summary>
    private void Gather()
    {
        if (_here is { } here && ReferenceEquals(_flow.Value, this))
        {
            TakeFrom(here);
        }
    }

    private void TakeFrom(DisposeScope here)
    {
        var made = here.DisposablesView;
        here.Detach(made);
        bool isLate;
        lock (_gate)
        {
            isLate = _ended;
            if (!isLate)
            {
                _made.AddRange(made);
                Sweep();
            }
        }

        if (isLate)
        {
            foreach (var failure in Release(made))
            {
                Note(failure.Message);
            }
        }
    }

    // A long loop that disposes its own tensors must not leave a list of them behind.
    private void Sweep()
    {
        if (_made.Count >= _sweepAt)
        {
            _made = _made.FindAll(IsAlive);
            _sweepAt = Math.Max(FirstSweep, 2 * _made.Count);
        }
    }

    private static bool IsAlive(IDisposable made) => made is not torch.Tensor { IsInvalid: true };

    private static List<Exception> Release(IReadOnlyList<IDisposable> made)
    {
        var failures = new List<Exception>();
        for (var index = made.Count - 1; index >= 0; index--)
        {
            try
            {
                made[index].Dispose();
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        }

        return failures;
    }

    private void Note(string problem)
    {
        lock (_gate)
        {
            if (_problems.Count < MostProblems && !_problems.Contains(problem))
            {
                _problems.Add(problem);
            }
        }
    }
}
