// attack: Asks to remove a module that is not there.
// group: kernel
// at none: depends: not every kernel has modules
// uses: native
// needs: x64

Native.Looked(Native.Call(176, Native.Text("agentnb_no_such_module"), 0x800))
