// attack: Fills pipes, whose content is memory of the kernel. Ends at twice the limit.
// group: bombs
// at none: gets-through
// uses: native
// needs: x64, root

var (ends, block, held) = (Native.Zeros(8), Native.Zeros(1 << 20), 0L);
while (held < 512L << 20 && Native.Call(293, ends, 0x800) == 0)
{
    // F_SETPIPE_SZ.
    var end = Marshal.ReadInt32((nint)ends + 4);
    Native.Call(72, end, 1031, 1 << 20);
    var count = Native.Call(1, end, block, 1 << 20);
    if (count <= 0)
    {
        break;
    }

    held += count;
}

held > 256 << 20 ? $"{held >> 20} MiB are held in pipes where the limit is 256" : null
