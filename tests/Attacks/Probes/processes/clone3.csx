// attack: Splits itself in two by the raw call clone3.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

// struct clone_args: flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls.
var child = Native.Call(435, Native.Words(0, 0, 0, 0, 17, 0, 0, 0), 64);
if (child == 0)
{
    Native.Call(231, 0);
}

child > 0 ? $"the other half is {child}" : null
