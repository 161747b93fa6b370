// attack: Splits itself in two by the raw call clone.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

var child = Native.Call(56, 17);
if (child == 0)
{
    Native.Call(231, 0);
}

child > 0 ? $"the other half is {child}" : null
