// attack: Watches a folder of the parent for changes.
// group: files
// at none: gets-through

var watcher = new FileSystemWatcher(Stage.Folder) { EnableRaisingEvents = true };
$"{watcher.Path} is watched"
