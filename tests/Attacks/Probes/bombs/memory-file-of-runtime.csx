// attack: Fills the memory file the runtime keeps for its code: memory that belongs to no process, in which no watch on a process sees it. Ends at twice the limit.
// group: bombs
// at none: stopped: workers are started so that the runtime has no such file
// expect: Completed
// uses: native
// needs: x64

var (stat, block, written) = (Native.Zeros(256), Native.Zeros(1 << 20), 0L);
for (var descriptor = 3; descriptor < 256 && written == 0; descriptor++)
{
    if (Native.Call(5, descriptor, stat) != 0 || ((Native.Word(stat + 24) >> 12) & 15) != 8)
    {
        continue;
    }

    // Far behind whatever the runtime uses.
    for (var megabyte = 0L; megabyte < 512 && Native.Call(18, descriptor, block, 1 << 20, (8L << 30) + (megabyte << 20)) == 1 << 20; megabyte++)
    {
        written++;
    }
}

written > 256 ? $"{written} MiB were written where the limit is 256" : null
