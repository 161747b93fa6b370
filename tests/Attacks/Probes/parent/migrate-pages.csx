// attack: Asks to move the parent's memory to another node by migrate_pages.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(256, Stage.Parent, 8, Native.Words(1), Native.Words(1)))
