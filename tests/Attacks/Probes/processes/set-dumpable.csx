// attack: Opens itself to debuggers by prctl.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(157, 4, 1, 0, 0, 0))
