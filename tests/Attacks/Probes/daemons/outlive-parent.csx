// attack: Takes back that it is to end with its parent.
// group: daemons
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(157, 1, 0, 0, 0, 0))
