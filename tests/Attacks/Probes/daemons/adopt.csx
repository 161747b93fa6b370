// attack: Has itself made the adopter of all orphans below it.
// group: daemons
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(157, 36, 1, 0, 0, 0))
