using System.Runtime.InteropServices;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Seccomp;

namespace AgentNotebook.Worker;

/// <summary>Tries, from inside the lock and before any guest, what must not be possible. What gets through is reported, and the parent then runs nothing here.</summary>
internal static class Canary
{
    private const int GotThrough = 0;
    private const int RelativeToFolder = -100;
    private const int CreateForWriting = 0x41;
    private const int ReadAndWrite = 0x2;
    private const int InternetFamily = 2;
    private const int StreamSocket = 1;
    private const int ChildSignal = 17;
    private const string KnownFile = "/etc/passwd";

    private static readonly Architecture _architecture = RuntimeInformation.ProcessArchitecture;

    private static int _fromFinalizer;

    /// <summary>Makes every call once that the tries need, while what they load can still be loaded.</summary>
    internal static void Prepare()
    {
        _ = Call(SystemCall.getpid);
        _ = Posix.Parent();
        Finalize(readsFile: false);
        _ = OnAnotherThread(() => 1);
    }

    /// <summary>Each try with the error number it met; 0 when it got through.</summary>
    internal static IEnumerable<(string Name, int Error)> Sing(WorkerOrders orders)
    {
        yield return ("socket", Call(SystemCall.socket, InternetFamily, StreamSocket));
        yield return ("signal to the parent", Call(SystemCall.kill, Posix.Parent()));
        yield return ("exec", WithPath("/nonexistent/program", path => Call(SystemCall.execve, path)));
        yield return ("fork", Fork());
        yield return ("creating a file", Open("/agentnb-canary", CreateForWriting));
        if (orders.Profile == SandboxProfile.Compute)
        {
            yield return ("opening a file", Open(KnownFile));
            yield return ("looking at a file", WithPath(KnownFile, path => Call(SystemCall.newfstatat, RelativeToFolder, path, Posix.Scratch)));
            yield return ("the parent's environment", Open($"/proc/{Posix.Parent()}/environ"));
            yield return ("opening a file on another thread", OnAnotherThread(() => Open(KnownFile)));
            Finalize(readsFile: true);
            yield return ("opening a file in a finalizer", _fromFinalizer);
        }
        else if (orders.Profile == SandboxProfile.Gpu)
        {
            yield return ("writing to a file of the system", Open("/etc/ld.so.cache", ReadAndWrite));
            yield return ("writing to the processes", Open("/proc/self/comm", ReadAndWrite));
        }

        if (orders.Profile != SandboxProfile.Compute && orders.Level < SandboxLevel.Isolated)
        {
            // In namespaces of its own the root folder is the sandbox's own.
            yield return ("listing the root folder", Open("/"));
            yield return ("listing the root folder on another thread", OnAnotherThread(() => Open("/")));
        }
    }

    private static int Fork()
    {
        var returned = Posix.SystemCall(Number(SystemCall.clone), ChildSignal, 0, 0, 0);
        if (returned == 0)
        {
            Posix.ExitNow(0);
        }

        return returned > 0 ? GotThrough : Marshal.GetLastPInvokeError();
    }

    private static int Open(string path, int flags = 0) => WithPath(path, name => Call(SystemCall.openat, RelativeToFolder, name, flags));

    private static int WithPath(string path, Func<nint, int> call)
    {
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            return call(name);
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    private static int OnAnotherThread(Func<int> attempt)
    {
        // The pool's threads started before the lock, this one after it: one of each.
        var (pooled, started) = (0, 0);
        using var done = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(_ => { pooled = attempt(); done.Set(); }, null);
        var thread = new Thread(() => started = attempt());
        thread.Start();
        thread.Join();
        done.Wait();
        return pooled == GotThrough ? pooled : started;
    }

    private static void Finalize(bool readsFile)
    {
        _fromFinalizer = GotThrough;
        MakeGarbage(readsFile);
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void MakeGarbage(bool readsFile) => GC.KeepAlive(new Reader(readsFile));

    private static int Call(SystemCall call, nint argument1 = 0, nint argument2 = 0, nint argument3 = 0, nint argument4 = 0) =>
        Posix.SystemCall(Number(call), argument1, argument2, argument3, argument4) == -1 ? Marshal.GetLastPInvokeError() : GotThrough;

    private static nint Number(SystemCall call) => (nint)SystemCallTable.Number(_architecture, call)!.Value;

    private sealed class Reader(bool readsFile)
    {
        ~Reader()
        {
            if (readsFile)
            {
                _fromFinalizer = Open(KnownFile);
            }
        }
    }
}
