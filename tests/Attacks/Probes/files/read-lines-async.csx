// attack: Reads a file asynchronously, on the thread pool.
// group: files
// at none: gets-through

var lines = await File.ReadAllLinesAsync("/etc/group");
$"read {lines.Length} lines of /etc/group"
