// attack: Asks for the processor's input and output ports, of an invalid range.
// group: kernel
// at none: depends: not every kernel gives ports away
// uses: native
// needs: x64

Native.Looked(Native.Call(173, -1, -1, 1)) ?? Native.Looked(Native.Call(172, 9))
