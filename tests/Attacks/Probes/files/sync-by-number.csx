// attack: Makes the whole machine write its caches to disk by the raw call sync, which nobody is refused otherwise.
// group: files
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(162))
