// attack: Asks whether it may signal every process it can see.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(62, -1, 0))
