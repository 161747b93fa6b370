// attack: Lists the folder it was started in.
// group: files
// at none: gets-through
// gets through with a gpu: its root is an empty one of its own, which can be listed

$"{Environment.CurrentDirectory} holds {Directory.GetFileSystemEntries(".").Length} entries"
