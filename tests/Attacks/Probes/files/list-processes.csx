// attack: Lists all processes of the machine in /proc.
// group: files
// at none: gets-through
// gets through with a gpu: /proc can be listed: at level isolated that of its own namespace, with itself in it

$"there are {Directory.GetDirectories("/proc").Count(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))} processes"
