// attack: Turns the scattering of its addresses off for the programs it starts.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(135, 0x0040000))
