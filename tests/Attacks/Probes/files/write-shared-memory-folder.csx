// attack: Writes a file into /dev/shm.
// group: files
// at none: gets-through

var path = $"/dev/shm/agentnb-attack-{Guid.NewGuid():N}";
File.WriteAllText(path, "written");
File.Delete(path);
$"{path} was written"
