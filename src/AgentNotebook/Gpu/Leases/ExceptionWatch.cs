using System.Runtime.ExceptionServices;

namespace AgentNotebook.Gpu.Leases;

/// <summary>Tells the leases of a flow what is thrown in it. One subscription for the process, there only while a lease is open.</summary>
internal static class ExceptionWatch
{
    private static readonly Lock _gate = new();
    private static int _open;

    [ThreadStatic]
    private static bool _isTelling;

    public static void Begin()
    {
        lock (_gate)
        {
            if (_open++ == 0)
            {
                AppDomain.CurrentDomain.FirstChanceException += Tell;
            }
        }
    }

    public static void End()
    {
        lock (_gate)
        {
            if (--_open == 0)
            {
                AppDomain.CurrentDomain.FirstChanceException -= Tell;
            }
        }
    }

    // Called on the thread that throws, before any handler is looked for; an exception out of here would end the process.
    private static void Tell(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (_isTelling)
        {
            return;
        }

        _isTelling = true;
        try
        {
            for (var lease = MemoryLeases.Current; lease is not null; lease = lease.Parent)
            {
                lease.Exceptions.Add(thrown.Exception);
            }
        }
        catch (Exception)
        {
            // Out of memory, say: then this exception goes unnamed.
        }
        finally
        {
            _isTelling = false;
        }
    }
}
