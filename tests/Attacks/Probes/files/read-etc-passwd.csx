// attack: Reads a file everybody may read, the plain way.
// group: files
// at none: gets-through

var text = File.ReadAllText("/etc/passwd");
$"read {text.Length} characters of /etc/passwd: {text[..10]}…"
