// attack: Sends the parent a signal.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(62, Stage.Parent, Stage.Signal))
