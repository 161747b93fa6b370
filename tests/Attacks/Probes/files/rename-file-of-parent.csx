// attack: Renames a file of the parent.
// group: files
// at none: gets-through

File.Move(Stage.Decoy, Stage.Decoy + ".moved");
"the file was renamed"
