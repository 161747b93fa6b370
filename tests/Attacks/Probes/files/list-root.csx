// attack: Lists the root folder.
// group: files
// at none: gets-through
// gets through with a gpu: its root is an empty one of its own, which can be listed

var entries = Directory.GetFileSystemEntries("/");
entries.Length > 0 ? $"/ holds {string.Join(' ', entries)}" : null
