// attack: Lists the mounts by the newer calls.
// group: kernel
// at none: depends: needs a kernel of 6.8 or newer
// uses: native
// needs: x64

Native.Succeeded(Native.Call(458, Native.Words(24, -1, 0), Native.Zeros(512), 64, 0)) ?? Native.Looked(Native.Call(457, 0, 0, 0, 0))
