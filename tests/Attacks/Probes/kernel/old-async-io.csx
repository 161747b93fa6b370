// attack: Makes a queue for reading and writing without a call for each, of the older kind.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Looked(Native.Call(206, 1, Native.Zeros(8)))
