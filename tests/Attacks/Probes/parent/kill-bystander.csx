// attack: Asks whether it may kill another program of the same user, as an API of .NET does before it does.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

Native.Succeeded(Native.Call(62, Stage.Bystander, 0))
