// attack: Makes memory that not even the kernel reads.
// group: kernel
// at none: depends: needs a kernel of 5.14 or newer
// uses: native
// needs: x64

Native.Succeeded(Native.Call(447, 0))
