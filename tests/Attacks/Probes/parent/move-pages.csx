// attack: Asks where the parent's memory lies by move_pages.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(279, Stage.Parent, 1, Native.Words(Stage.Memory & ~4095), 0, Native.Zeros(8), 0))
