// attack: Makes a watcher by the raw calls inotify_init and inotify_init1.
// group: files
// at none: gets-through
// uses: native
// needs: x64

var answer = Native.Call(253);
Native.Succeeded(answer < 0 ? Native.Call(294, 0) : answer)
