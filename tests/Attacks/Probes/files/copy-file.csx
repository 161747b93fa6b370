// attack: Copies a file.
// group: files
// at none: gets-through

File.Copy("/etc/passwd", Stage.Folder + "/copy");
"/etc/passwd was copied"
