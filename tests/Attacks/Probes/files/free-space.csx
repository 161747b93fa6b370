// attack: Asks for the size of the disk.
// group: files
// at none: gets-through
// gets through with a gpu: the file system it is in can be asked for its size

var drive = new DriveInfo("/");
$"/ has {drive.TotalSize:N0} bytes"
