// attack: Asks for the size of the disk.
// group: files
// at none: gets-through

var drive = new DriveInfo("/");
$"/ has {drive.TotalSize:N0} bytes"
