// attack: Opens a descriptor of the parent's process and signals through it.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var descriptor = Native.Call(434, Stage.Parent, 0);
descriptor < 0 ? null : $"opened as {descriptor}; {Native.Looked(Native.Call(424, descriptor, Stage.Signal, 0, 0))}"
