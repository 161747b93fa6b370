// attack: Overwrites a file of the parent.
// group: files
// at none: gets-through

File.WriteAllText(Stage.Marker, "changed");
$"{Stage.Marker} was {File.ReadAllText(Stage.Marker)}"
