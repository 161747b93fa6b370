using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Execution.Processes;

/// <summary>A child started by a <see cref="LauncherThread"/> with <c>posix_spawn(3)</c>: it gets the descriptors it is given and no other.</summary>
internal sealed unsafe class SpawnedProcess : ChildProcess
{
    /// <summary>Where the child finds <see cref="SpawnCommand.Extra"/>.</summary>
    internal const int ExtraDescriptor = 3;

    /// <summary>Where the child finds the first of <see cref="SpawnCommand.Inherited"/>.</summary>
    internal const int InheritedDescriptor = 4;

    private const int LowestApart = 32;
    private const int SignalBase = 128;
    private const int ReaperStackBytes = 128 << 10;

    private readonly TaskCompletionSource<int?> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private bool _collected;

    private SpawnedProcess(int id, Descriptor input, Descriptor output, Descriptor error)
    {
        Id = id;
        Input = Stream(input, PipeDirection.Out);
        Output = Stream(output, PipeDirection.In);
        Error = Stream(error, PipeDirection.In);
        new Thread(Reap, ReaperStackBytes) { IsBackground = true, Name = $"waits for {id}" }.Start();
    }

    internal override int Id { get; }

    internal override Stream Input { get; }

    internal override Stream Output { get; }

    internal override Stream Error { get; }

    internal override Task<int?> Exit => _exit.Task;

    /// <exception cref="IOException">It could not be started; says why.</exception>
    internal static SpawnedProcess Start(LauncherThread launcher, SpawnCommand command)
    {
        var (childInput, input) = Descriptor.Pipe();
        var (output, childOutput) = Descriptor.Pipe();
        var (error, childError) = Descriptor.Pipe();
        var inherited = command.Inherited.Select(Apart).ToList();
        using var extra = command.Extra is { } bytes ? Descriptor.InMemory(bytes) : null;
        try
        {
            List<int> passed = [childInput.Number, childOutput.Number, childError.Number];
            if (extra is not null)
            {
                passed.Add(extra.Number);
            }

            if (inherited.Count > 0)
            {
                // Their places are fixed: without an extra one the first fills that place, too.
                passed.AddRange(Enumerable.Repeat(inherited[0].Number, InheritedDescriptor - passed.Count));
                passed.AddRange(inherited.Select(descriptor => descriptor.Number));
            }

            ReadOnlySpan<int> descriptors = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(passed);
            using var memory = new SpawnMemory(command, descriptors);
            if (!SpawnMemory.ClosesTheRest)
            {
                LinuxCalls.KeepDescriptorsFromChildren();
            }

            var request = memory.Request;
            launcher.Ask(&request);
            return request.Error == 0
                ? new SpawnedProcess(request.ProcessId, input, output, error)
                : throw new IOException($"{command.Path}: {LinuxCalls.Words(request.Error)}");
        }
        catch
        {
            input.Dispose();
            output.Dispose();
            error.Dispose();
            throw;
        }
        finally
        {
            childInput.Dispose();
            childOutput.Dispose();
            childError.Dispose();
            inherited.ForEach(descriptor => descriptor.Dispose());
        }
    }

    internal override void Stop() => Signal(LinuxCalls.StopSignal);

    internal override void Kill() => Signal(LinuxCalls.KillSignal);

    public override void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
        Error.Dispose();
    }

    private static AnonymousPipeClientStream Stream(Descriptor descriptor, PipeDirection direction) =>
        new(direction, new SafePipeHandle(descriptor.Release(), ownsHandle: true));

    // Above the places of all others, which are filled one after the other: none is overwritten before its turn.
    private static Descriptor Apart(int number) =>
        new(LinuxCalls.Demand(LinuxCalls.Control(number, LinuxCalls.DuplicateCloseOnExec, LowestApart), "fcntl(F_DUPFD_CLOEXEC)"));

    private void Signal(int signal)
    {
        // Only while it is not collected: after that its number may be another's.
        lock (_gate)
        {
            if (!_collected)
            {
                _ = LinuxCalls.Signal(Id, signal);
            }
        }
    }

    private void Reap()
    {
        var information = stackalloc byte[128];
        while (LinuxCalls.WaitFor(LinuxCalls.WaitForProcess, (uint)Id, information, LinuxCalls.WaitForExit | LinuxCalls.LeaveWaitable) != 0)
        {
            if (System.Runtime.InteropServices.Marshal.GetLastPInvokeError() != LinuxCalls.InterruptedCall)
            {
                break;
            }
        }

        _exit.SetResult(Collect());
    }

    private int? Collect()
    {
        int status, collected;
        lock (_gate)
        {
            collected = LinuxCalls.Collect(Id, &status, 0);
            _collected = true;
        }

        if (collected != Id)
        {
            return null;
        }

        // wait(2): the low seven bits name a signal; without one the next byte is the exit status.
        var signal = status & 0x7F;
        return signal != 0 ? SignalBase + signal : (status >> 8) & 0xFF;
    }
}
