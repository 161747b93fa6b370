// attack: Starts a thread in namespaces of its own: the flags say thread and namespace at once.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

// Refused as a contradiction by a kernel that is asked: CLONE_VM, CLONE_SIGHAND, CLONE_THREAD and CLONE_NEWUSER.
Native.Looked(Native.Call(56, 0x100 | 0x800 | 0x10000 | 0x10000000))
