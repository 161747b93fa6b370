// attack: Reads a file of the parent by its full path.
// group: files
// at none: gets-through

$"the parent's file says {File.ReadAllText(Stage.Secret)}"
