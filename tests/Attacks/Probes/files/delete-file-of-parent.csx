// attack: Deletes a file of the parent.
// group: files
// at none: gets-through

File.Delete(Stage.Decoy);
File.Exists(Stage.Marker) && !File.Exists(Stage.Decoy) ? $"{Stage.Decoy} is gone" : null
