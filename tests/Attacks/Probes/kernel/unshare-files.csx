// attack: Takes its folders apart from those of its other threads.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(272, 0x200))
