// attack: Opens pipes until there are no descriptors left. Ends at 8,192.
// group: bombs
// at none: stopped: the limit on open descriptors holds at every level
// expect: Completed
// uses: native
// needs: x64

var (ends, opened) = (Native.Zeros(8), 0);
while (opened < 8192 && Native.Call(293, ends, 0) == 0)
{
    opened += 2;
}

opened >= 8192 ? $"{opened} descriptors are open" : null
