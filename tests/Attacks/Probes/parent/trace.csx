// attack: Becomes the tracer of the bystander, which lays its memory and registers open.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(101, 0x4206, Stage.Bystander, 0, 0))
