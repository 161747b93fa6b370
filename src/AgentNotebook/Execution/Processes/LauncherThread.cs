using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Processes;

/// <summary>
/// A thread that starts children and does nothing else. What is taken away from it (user, capabilities, files, system calls: all of them per
/// thread on Linux) is missing in every child it starts, and nowhere else in this process. It lives as long as its children may, because the
/// signal a child asks for on its parent's death (<c>PR_SET_PDEATHSIG</c>) is sent when the thread that started it ends.
/// </summary>
/// <remarks>
/// Once it serves, the thread runs one method compiled ahead and calls of the C library by their addresses: no code of the class library, which
/// could start a thread of the runtime (tiered compilation, the thread pool, timers) that would inherit the restrictions without anyone knowing.
/// </remarks>
internal sealed unsafe class LauncherThread : IDisposable
{
    private static readonly delegate* unmanaged<int, void*, nint, nint> _read = (delegate* unmanaged<int, void*, nint, nint>)LinuxCalls.Address("read");
    private static readonly delegate* unmanaged<int, void*, nint, nint> _write = (delegate* unmanaged<int, void*, nint, nint>)LinuxCalls.Address("write");
    private static readonly delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint> _call = (delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint>)LinuxCalls.Address("syscall");
    private static readonly delegate* unmanaged<int*, byte*, void*, void*, byte**, byte**, int> _spawn = (delegate* unmanaged<int*, byte*, void*, void*, byte**, byte**, int>)LinuxCalls.Address("posix_spawn");
    private static readonly delegate* unmanaged<int*> _error = (delegate* unmanaged<int*>)LinuxCalls.Address("__errno_location");

    private readonly Lock _gate = new();
    private readonly Descriptor _requests;
    private readonly Descriptor _answers;
    private bool _closed;

    internal LauncherThread(string name)
    {
        (var incoming, _requests) = Descriptor.Pipe();
        (_answers, var outgoing) = Descriptor.Pipe();
        new Thread(() => Run(incoming, outgoing), maxStackSize: 256 << 10) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Makes a system call on the thread.</summary>
    /// <returns>What it returned, and the error number, 0 when it worked.</returns>
    internal (nint Returned, int Error) Call(nint number, nint argument1 = 0, nint argument2 = 0, nint argument3 = 0, nint argument4 = 0, nint argument5 = 0)
    {
        var request = new LauncherRequest { Number = number, Argument1 = argument1, Argument2 = argument2, Argument3 = argument3, Argument4 = argument4, Argument5 = argument5 };
        Ask(&request);
        return (request.Returned, request.Error);
    }

    /// <summary>Has the thread serve one request, and waits for it.</summary>
    internal void Ask(LauncherRequest* request)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var answered = request;
            if (_write(_requests.Number, &request, sizeof(nint)) != sizeof(nint) || _read(_answers.Number, &answered, sizeof(nint)) != sizeof(nint) || answered != request)
            {
                throw new IOException("The thread that starts workers is gone.");
            }
        }
    }

    /// <summary>Ends the thread; children that asked for a signal on their parent's death get it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _requests.Dispose();
            _answers.Dispose();
        }
    }

    private static void Run(Descriptor incoming, Descriptor outgoing)
    {
        Serve(incoming.Number, outgoing.Number, _read, _write, _call, _spawn, _error);
        incoming.Dispose();
        outgoing.Dispose();
    }

    // Everything it needs is handed in: reading a static field could run code of the runtime.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Serve(
        int requests,
        int answers,
        delegate* unmanaged<int, void*, nint, nint> read,
        delegate* unmanaged<int, void*, nint, nint> write,
        delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint> call,
        delegate* unmanaged<int*, byte*, void*, void*, byte**, byte**, int> spawn,
        delegate* unmanaged<int*> error)
    {
        LauncherRequest* request;
        while (read(requests, &request, sizeof(nint)) == sizeof(nint))
        {
            if (request->Program != null)
            {
                request->Error = spawn(&request->ProcessId, request->Program, request->Actions, request->Attributes, request->Arguments, request->Environment);
            }
            else
            {
                request->Returned = call(request->Number, request->Argument1, request->Argument2, request->Argument3, request->Argument4, request->Argument5);
                request->Error = request->Returned == -1 ? *error() : 0;
            }

            if (write(answers, &request, sizeof(nint)) != sizeof(nint))
            {
                return;
            }
        }
    }
}
