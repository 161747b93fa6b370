// attack: Makes and removes a folder.
// group: files
// at none: gets-through

var folder = Directory.CreateDirectory(Path.Combine(Stage.Folder, "made"));
folder.Delete();
$"{folder.FullName} was made and removed"
