using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Worker;

/// <summary>The pipe to the parent: taken away from the standard descriptors, and the worker's life line.</summary>
internal static class ParentPipe
{
    private static readonly TimeSpan _deletionTime = TimeSpan.FromMilliseconds(500);

    /// <summary>Moves the pipe to descriptors of its own, which no child inherits, and points 0 and 1 at nothing.</summary>
    /// <remarks>So what a guest writes to descriptor 1 by itself is lost instead of read as frames.</remarks>
    internal static (Stream Input, Stream Output) Take()
    {
        if (OperatingSystem.IsWindows())
        {
            return (Console.OpenStandardInput(), Console.OpenStandardOutput());
        }

        var input = Own(0);
        var output = Own(1);
        var nothing = Posix.Open("/dev/null", Posix.ReadWrite);
        if (nothing < 0 || Posix.DuplicateTo(nothing, 0) < 0 || Posix.DuplicateTo(nothing, 1) < 0)
        {
            throw new IOException("/dev/null cannot be opened.");
        }

        _ = Posix.Close(nothing);
        return (Open(input, FileAccess.Read), Open(output, FileAccess.Write));
    }

    /// <summary>Waits until the parent closes its end, whether on purpose or by dying, and ends this process at once.</summary>
    /// <param name="input">The pipe; its end is the parent's.</param>
    /// <param name="folder">The folder this process was started in. A parent that died cannot delete it any more.</param>
    /// <remarks>The calling thread only waits in <c>read</c>: a guest that spins cannot hold it up.</remarks>
    internal static void WaitForEnd(Stream input, string folder)
    {
        try
        {
            // The parent sends one program; anything more is no parent of ours.
            _ = input.ReadByte();
        }
        catch (IOException)
        {
        }

        // The folder is deleted beside the exit, not before it: what a guest put there must not keep it alive.
        var deletion = new Thread(() => OwnFolder.Delete(folder)) { IsBackground = true };
        deletion.Start();
        _ = deletion.Join(_deletionTime);
        if (OperatingSystem.IsWindows())
        {
            Environment.Exit(0);
        }

        Posix.ExitNow(0);
    }

    private static int Own(int descriptor)
    {
        var copy = Posix.Control(descriptor, Posix.DuplicateCloseOnExec, 3);
        return copy >= 0 ? copy : throw new IOException($"Descriptor {descriptor} is not open: this program is started by the AgentNotebook library.");
    }

    private static FileStream Open(int descriptor, FileAccess access) => new(new SafeFileHandle(descriptor, ownsHandle: true), access, bufferSize: 0);
}
