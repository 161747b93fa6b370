// attack: Reads and sets the parent's priority at the disk by ioprio_get and ioprio_set.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var read = Native.Call(252, 1, Stage.Parent);
read < 0 ? null : Native.Succeeded(Native.Call(251, 1, Stage.Parent, 0))
