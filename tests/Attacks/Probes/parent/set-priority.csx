// attack: Sets the parent's priority, to what it is.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(141, 0, Stage.Parent, 0))
