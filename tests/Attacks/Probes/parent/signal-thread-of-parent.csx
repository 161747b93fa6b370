// attack: Sends the parent's first thread a signal by the raw calls tgkill and tkill.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var answer = Native.Call(234, Stage.Parent, Stage.Parent, Stage.Signal);
Native.Succeeded(answer < 0 ? Native.Call(200, Stage.Parent, Stage.Signal) : answer)
