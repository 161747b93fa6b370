// attack: Writes a file into the folder for temporary files that everybody shares.
// group: files
// at none: gets-through

var path = $"/tmp/agentnb-attack-{Guid.NewGuid():N}";
File.WriteAllText(path, "written");
var text = File.ReadAllText(path);
File.Delete(path);
$"{path} was {text}"
