// attack: Lists the folder it was started in.
// group: files
// at none: gets-through

$"{Environment.CurrentDirectory} holds {Directory.GetFileSystemEntries(".").Length} entries"
