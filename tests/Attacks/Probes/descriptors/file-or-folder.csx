// attack: Looks for a file, a folder or a socket among its descriptors, from which other files could be reached.
// group: descriptors
// at none: depends: a worker without a sandbox may still be loading its runtime when its guest begins
// uses: native
// needs: x64

var stat = Native.Zeros(256);
// st_nlink is 0 for a memory file. The file type in st_mode: 4 a folder, 6 a disk, 8 a file, 12 a socket.
string Kind(int descriptor) =>
    Native.Call(5, descriptor, stat) == 0 && Native.Word(stat + 16) > 0 && ((Native.Word(stat + 24) >> 12) & 15) is 4 or 6 or 8 or 12 ? $"descriptor {descriptor} has mode {Native.Word(stat + 24) & 0xFFFF:X}" : null;
Enumerable.Range(0, 1024).Select(Kind).FirstOrDefault(found => found is not null)
