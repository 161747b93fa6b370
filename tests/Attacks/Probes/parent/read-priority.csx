// attack: Reads the parent's priority.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(140, 0, Stage.Parent))
