// attack: Makes a watcher of everything that happens to files.
// group: kernel
// at none: gets-through
// uses: native
// needs: x64, root

Native.Looked(Native.Call(300, 0, 0)) ?? Native.Looked(Native.Call(301, -1, 0, 0, -1, 0))
