// attack: Opens a device.
// group: files
// at none: gets-through
// gets through with a gpu: the device is one of the two that the runtime itself reads

var device = new FileStream("/dev/urandom", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
$"/dev/urandom gave {device.ReadByte()}"
