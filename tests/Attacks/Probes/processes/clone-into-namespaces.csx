// attack: Splits itself in two, the half in namespaces of its own in which it is root.
// group: processes
// at none: gets-through
// uses: native
// needs: x64

var child = Native.Call(56, 0x10000000 | 0x20000 | 17);
if (child == 0)
{
    Native.Call(231, 0);
}

child > 0 ? $"the other half is {child}" : null
