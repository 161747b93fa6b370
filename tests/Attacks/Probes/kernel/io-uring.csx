// attack: Makes a ring by which files and sockets are opened without a call for each.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, sysctl kernel.io_uring_disabled=0

Native.Looked(Native.Call(425, 1, Native.Zeros(120)))
