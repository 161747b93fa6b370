using System.Runtime.InteropServices;
using System.Text;

namespace AgentNotebook.Execution.Processes;

/// <summary>A start laid out in native memory, as <c>posix_spawn(3)</c> wants it: strings, what becomes of descriptors, and of signals.</summary>
internal sealed unsafe class SpawnMemory : IDisposable
{
    // glibc on x86-64 needs 80 and 336 bytes, and 128 for a set of signals; the rest is for others.
    private const int OpaqueBytes = 1024;

    // posix_spawn(3): signals unblocked and back to their defaults, and a session of its own, so that no signal of the host's terminal reaches it.
    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;
    private const short NewSession = 0x80;

    private readonly List<nint> _blocks = [];
    private readonly void* _actions;
    private readonly void* _attributes;

    internal SpawnMemory(SpawnCommand command, ReadOnlySpan<int> descriptors)
    {
        _actions = Block(OpaqueBytes);
        _attributes = Block(OpaqueBytes);
        Check(LinuxCalls.BeginActions(_actions), "posix_spawn_file_actions_init");
        Check(LinuxCalls.BeginAttributes(_attributes), "posix_spawnattr_init");
        for (var target = 0; target < descriptors.Length; target++)
        {
            Check(LinuxCalls.AddDuplicate(_actions, descriptors[target], target), "posix_spawn_file_actions_adddup2");
        }

        if (ClosesTheRest)
        {
            Check(LinuxCalls.AddCloseFrom(_actions, descriptors.Length), "posix_spawn_file_actions_addclosefrom_np");
        }

        Check(LinuxCalls.AddFolder(_actions, command.Folder), "posix_spawn_file_actions_addchdir_np");
        var signals = Block(OpaqueBytes);
        Check(LinuxCalls.AllSignals(signals), "sigfillset");
        Check(LinuxCalls.SetDefaultSignals(_attributes, signals), "posix_spawnattr_setsigdefault");
        Check(LinuxCalls.NoSignals(signals), "sigemptyset");
        Check(LinuxCalls.SetBlockedSignals(_attributes, signals), "posix_spawnattr_setsigmask");
        Check(LinuxCalls.SetFlags(_attributes, SetSignalDefaults | SetSignalMask | NewSession), "posix_spawnattr_setflags");
        Request = new LauncherRequest
        {
            Program = Text(command.Path),
            Actions = _actions,
            Attributes = _attributes,
            Arguments = Texts([command.Path, .. command.Arguments]),
            Environment = Texts([.. command.Environment.Select(variable => $"{variable.Name}={variable.Value}")]),
        };
    }

    internal LauncherRequest Request { get; }

    /// <summary>Whether the C library itself closes, in the child, every descriptor it was not given (glibc 2.34).</summary>
    internal static bool ClosesTheRest { get; } = LinuxCalls.Has("posix_spawn_file_actions_addclosefrom_np");

    public void Dispose()
    {
        _ = LinuxCalls.EndActions(_actions);
        _ = LinuxCalls.EndAttributes(_attributes);
        foreach (var block in _blocks)
        {
            NativeMemory.Free((void*)block);
        }
    }

    private static void Check(int error, string call)
    {
        if (error != 0)
        {
            throw new IOException($"{call}: {LinuxCalls.Words(error)}");
        }
    }

    private void* Block(int bytes)
    {
        var block = NativeMemory.AllocZeroed((nuint)bytes);
        _blocks.Add((nint)block);
        return block;
    }

    private byte* Text(string text)
    {
        if (text.Contains('\0'))
        {
            throw new IOException($"'{text.Replace('\0', '?')}' holds a NUL character, which no argument can.");
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var block = (byte*)Block(bytes.Length + 1);
        bytes.CopyTo(new Span<byte>(block, bytes.Length));
        return block;
    }

    private byte** Texts(IReadOnlyList<string> texts)
    {
        var block = (byte**)Block((texts.Count + 1) * sizeof(byte*));
        for (var index = 0; index < texts.Count; index++)
        {
            block[index] = Text(texts[index]);
        }

        return block;
    }
}
