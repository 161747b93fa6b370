// attack: Reads the command line of the parent from /proc.
// group: files
// at none: gets-through

var text = File.ReadAllText($"/proc/{Stage.Parent}/cmdline").Replace('\0', ' ');
text.Length > 0 ? $"the parent was started as {text}" : null
