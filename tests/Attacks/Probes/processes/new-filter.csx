// attack: Adds a filter of its own that turns refusals into successes.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

// PR_SET_NO_NEW_PRIVS and PR_SET_SECCOMP with a program of no instructions, which a kernel that looks at it refuses as invalid.
Native.Call(157, 38, 1, 0, 0, 0);
Native.Looked(Native.Call(157, 22, 2, Native.Words(0, 0), 0, 0))
