// attack: Sets the parent's scheduling policy, to the ordinary one.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(144, Stage.Parent, 0, Native.Zeros(8)))
