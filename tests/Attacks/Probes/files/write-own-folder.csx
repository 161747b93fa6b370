// attack: Leaves a file in the folder it was started in.
// group: files
// at none: gets-through

File.WriteAllText("left-behind", "written");
$"{Path.GetFullPath("left-behind")} was written"
