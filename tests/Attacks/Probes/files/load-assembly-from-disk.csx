// attack: Loads an assembly that was not sent to it.
// group: files
// at none: gets-through

$"loaded {Assembly.LoadFile(Stage.Assembly).FullName}"
