// attack: Makes a queue of messages that outlives it, and removes it.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

var id = Native.Call(68, 0, 0x380);
var removed = id < 0 ? -1 : Native.Call(71, id, 0, 0);
id >= 0 ? $"made {id}; removing it answered {removed}" : null
