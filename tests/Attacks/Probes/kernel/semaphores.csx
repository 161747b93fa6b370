// attack: Makes semaphores that outlive it, and removes them.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

var id = Native.Call(64, 0, 1, 0x380);
var removed = id < 0 ? -1 : Native.Call(66, id, 0, 0);
id >= 0 ? $"made {id}; removing them answered {removed}" : null
