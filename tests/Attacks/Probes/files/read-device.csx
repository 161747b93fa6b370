// attack: Opens a device.
// group: files
// at none: gets-through

var device = new FileStream("/dev/urandom", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
$"/dev/urandom gave {device.ReadByte()}"
