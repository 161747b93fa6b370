// attack: Reads the parent's memory through /proc.
// group: files
// at none: gets-through

var file = new FileStream($"/proc/{Stage.Parent}/mem", FileMode.Open, FileAccess.Read);
file.Position = Stage.Memory;
var buffer = new byte[Stage.MemoryBytes];
file.ReadExactly(buffer);
$"the parent's memory says '{Encoding.UTF8.GetString(buffer)}'"
