using System.Text;

namespace AgentNotebook.Archives.Extracting;

/// <summary>What a name in a folder stands for.</summary>
/// <remarks>Sources: statx(2), whose layout is the same on every architecture; inode(7).</remarks>
internal readonly unsafe struct FileFacts
{
    private const uint BasicMask = 0x7FF;
    private const int KindMask = 0xF000;

    private readonly int _kind;
    private readonly ulong _inode;

    /// <summary>Looks, without following a link.</summary>
    internal FileFacts(int folder, byte* name)
        : this(folder, name, FolderCalls.DoNotFollow)
    {
    }

    private FileFacts(int folder, byte* name, int flags)
    {
        var buffer = stackalloc byte[256];
        if (FolderCalls.Look(folder, name, flags, BasicMask, buffer) == 0)
        {
            var mode = *(ushort*)(buffer + 28);
            (_kind, Permissions, Bytes, Device, _inode) = (mode & KindMask, mode & 0xFFF, *(long*)(buffer + 40), *(ulong*)(buffer + 136), *(ulong*)(buffer + 32));
        }
    }

    internal int Permissions { get; }

    internal long Bytes { get; }

    /// <summary>The file system it is on.</summary>
    internal ulong Device { get; }

    internal bool IsThere => _kind != 0;

    internal bool IsFolder => _kind == 0x4000;

    internal bool IsFile => _kind == 0x8000;

    internal bool IsLink => _kind == 0xA000;

    /// <summary>Whether both are one and the same.</summary>
    internal bool IsSame(FileFacts other) => IsThere && _kind == other._kind && Device == other.Device && _inode == other._inode;

    /// <summary>Looks at what is open.</summary>
    internal static FileFacts Of(int descriptor)
    {
        byte nothing = 0;
        return new FileFacts(descriptor, &nothing, FolderCalls.EmptyPath);
    }

    /// <summary>Looks at a path of the caller's choice; links are followed.</summary>
    internal static FileFacts Of(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + "\0"))
        {
            return new FileFacts(FolderCalls.CurrentFolder, name, 0);
        }
    }
}
