// attack: Splits itself in two again and again. Ends at 64.
// group: bombs
// at none: gets-through
// uses: native
// needs: x64

var (time, count) = (Native.Words(600, 0), 0);
for (var child = 1L; count < 64 && child > 0;)
{
    child = Native.Call(57);
    if (child == 0)
    {
        Native.Call(35, time, 0);
        Native.Call(231, 0);
    }

    count += child > 0 ? 1 : 0;
}

count >= 64 ? $"{count} processes sleep" : null
