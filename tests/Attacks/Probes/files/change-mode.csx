// attack: Opens a file of the parent to everybody.
// group: files
// at none: gets-through

File.SetUnixFileMode(Stage.Marker, (UnixFileMode)0x1FF);
$"its mode is {File.GetUnixFileMode(Stage.Marker)}"
