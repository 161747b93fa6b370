// attack: Reads the processors the parent may use.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(204, Stage.Parent, 128, Native.Zeros(128)))
