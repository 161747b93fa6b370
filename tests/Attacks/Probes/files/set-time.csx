// attack: Changes a file's time.
// group: files
// at none: gets-through

File.SetLastWriteTimeUtc(Stage.Marker, DateTime.UnixEpoch);
File.GetLastWriteTimeUtc(Stage.Marker) == DateTime.UnixEpoch ? "the time was changed" : null
