// attack: Lists the root folder.
// group: files
// at none: gets-through

var entries = Directory.GetFileSystemEntries("/");
entries.Length > 0 ? $"/ holds {string.Join(' ', entries)}" : null
