// attack: Lists all processes of the machine in /proc.
// group: files
// at none: gets-through

$"there are {Directory.GetDirectories("/proc").Count(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))} processes"
