// attack: Locks its memory, so that the machine cannot swap it, and all it will ever have.
// group: bombs
// at none: gets-through
// uses: native
// needs: x64, root

Native.Succeeded(Native.Call(151, 2))
