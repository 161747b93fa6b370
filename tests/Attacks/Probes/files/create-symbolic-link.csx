// attack: Makes a symbolic link and reads through it.
// group: files
// at none: gets-through

var link = Path.Combine(Stage.Folder, "link");
File.CreateSymbolicLink(link, "/etc/passwd");
$"through the link: {File.ReadLines(link).First()}"
