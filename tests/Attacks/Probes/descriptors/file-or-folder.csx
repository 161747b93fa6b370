// attack: Looks for a folder, a disk, a socket or a file it may write among its descriptors.
// group: descriptors
// at none: stopped: a worker has pipes, event counters, the empty device and the runtime's own files open, and those only to read
// expect: Completed
// uses: native
// needs: x64

var stat = Native.Zeros(256);
// The file type in st_mode: 4 a folder, 6 a disk, 8 a file, 12 a socket. st_nlink is 0 for a memory file. F_GETFL tells whether it may be written.
bool IsFind(int descriptor) => Native.Call(5, descriptor, stat) == 0 && ((Native.Word(stat + 24) >> 12) & 15) switch
{
    4 or 6 or 12 => true,
    8 => Native.Word(stat + 16) > 0 && (Native.Call(72, descriptor, 3) & 3) != 0,
    _ => false,
};
var found = Enumerable.Range(0, 1024).FirstOrDefault(IsFind, -1);
found < 0 ? null : $"descriptor {found} has mode {Native.Call(5, found, stat) + (Native.Word(stat + 24) & 0xFFFF):X}"
