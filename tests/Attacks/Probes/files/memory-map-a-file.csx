// attack: Maps a file into memory.
// group: files
// at none: gets-through

var map = MemoryMappedFile.CreateFromFile("/etc/passwd", FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
var view = map.CreateViewAccessor(0, 4, MemoryMappedFileAccess.Read);
$"the first byte of /etc/passwd is {view.ReadByte(0)}"
