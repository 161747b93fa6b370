// attack: Reads its table of segments.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(154, 0, Native.Zeros(64), 64))
